import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withoutPlaces } from '../../../src/main/archive/without-places.ts'

it.each([
  ['“/home/jane doe/work/cb.mjs” does not exist. Check the path.', '“cb.mjs” does not exist. Check the path.'],
  ['The callback failed in onEpochEnd at /home/jane/cb.mjs:3:9: Error: no. Correct it.', 'The callback failed in onEpochEnd at cb.mjs:3:9: Error: no. Correct it.'],
  ["ENOENT: no such file or directory, open '/home/jane/table.json'", "ENOENT: no such file or directory, open 'table.json'"],
  ["ENOENT: no such file or directory, open '/home/jane doe/table.json'", "ENOENT: no such file or directory, open 'table.json'"],
  ['failed in onEpochEnd at /srv/jane doe/cb.mjs:3:9: Error: no', 'failed in onEpochEnd at cb.mjs:3:9: Error: no'],
  ['failed at C:\\Users\\jane doe\\my cb.mjs:3', 'failed at my cb.mjs:3'],
  ["It doesn't train at 3/4, that isn't right at 12:30", "It doesn't train at 3/4, that isn't right at 12:30"],
  ['The callback “/srv/jane doe/cb.mjs” was ended by SIGKILL', 'The callback “cb.mjs” was ended by SIGKILL'],
  ['failed at file:///home/jane/cb.mjs:3:9', 'failed at cb.mjs:3:9'],
  ['“C:\\Users\\jane\\cb.mjs” is damaged', '“cb.mjs” is damaged'],
  ['at C:\\Users\\jane\\cb.mjs:3', 'at cb.mjs:3'],
  [`“${join('/data/my runs', 'logs', 'x')}” and /data/my runs/logs/y`, '“x” and logs/y'],
  [`at ${join(homedir(), 'cb.mjs')}:1`, 'at cb.mjs:1'],
  [`at ${join(process.cwd(), 'cb.mjs')}:1`, 'at cb.mjs:1'],
  ['The loss is not finite: 1/2 of the steps, and/or 3 nats/pixel.', 'The loss is not finite: 1/2 of the steps, and/or 3 nats/pixel.'],
])('%j is without its folders', (message, given) => {
  expect(withoutPlaces(message, '/data/my runs')).toBe(given)
})
