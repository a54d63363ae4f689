import Database from 'better-sqlite3'
import process from 'node:process'

/* Databases and statements that nobody closes, backups and iterators half used, and the garbage collector in between. */
let made = 0
for (let round = 0; round < 300; round += 1) {
  const database = new Database(':memory:')
  database.exec('CREATE TABLE numbers (value INTEGER) STRICT')
  const insert = database.prepare('INSERT INTO numbers VALUES (?)')
  for (let value = 0; value < 20; value += 1) insert.run(value)
  const iterator = database.prepare('SELECT value FROM numbers').iterate()
  iterator.next()
  iterator.return()
  made += database.prepare('SELECT count(*) AS count FROM numbers').get().count === 20 ? 1 : 0
  if (round % 10 === 0) globalThis.gc()
}
globalThis.gc()
process.stdout.write(`${made} databases\n`)
