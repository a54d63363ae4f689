import { expect, test } from 'vitest'
import { debianCodename } from '../../../build/verify/debian.mjs'

test('the clean root is made of the machine’s own Debian, and of no other system', () => {
  expect(debianCodename('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n')).toBe('bookworm')
  expect(debianCodename('ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n')).toBeNull()
  expect(debianCodename('ID=debian\n')).toBeNull()
})
