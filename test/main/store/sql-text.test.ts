import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

/*
 * SQL takes values through bound parameters only. Text is put together from nothing but constants of the program and from
 * names that `quoted` has made harmless; whatever else stands in a statement's text is listed here, with what it is.
 */

const takesSql = new Set(['statement', 'tuples', 'execute', 'prepare', 'exec', 'pragma'])

/** `file: expression`, and why it cannot carry a value from outside. */
const harmless: Record<string, string> = {
  'archive/archive-schema.ts: columns': 'names of columns, each quoted',
  "archive/archive-schema.ts: key.map((column) => `${quoted(column)} = ?`).join(' AND ')": 'names of columns, each quoted',
  'archive/check-contents.ts: table': 'of the list of rules in the function',
  'archive/check-contents.ts: holds': 'of the list of rules in the function; values in it are bound, but for numbers of the program',
  'store/check-database.ts: table': 'of the sealed tables, a type of their names',
  'store/check-database.ts: columns': 'names of columns, of the schema that was checked before',
  'store/check-database.ts: named': 'names of columns, of a list in sealed-rows',
  "store/check-database.ts: key.join(', ')": 'names of columns, of a list in sealed-rows',
  'store/check-database.ts: sql[table]': 'of a list in the file',
  'store/shrink.ts: this.pages': 'a count of the program',
  'store/sealed-rows.ts: table': 'of the sealed tables, a type of their names',
  'store/sealed-rows.ts: columns': 'names of columns, of the schema that was checked before',
  "store/sealed-rows.ts: key.map((column) => `${column} = ?`).join(' AND ')": 'names of columns, of a list in the file',
  "store/sealed-rows.ts: key.join(', ')": 'names of columns, of a list in the file',
  'store/sealed-rows.ts: condition': 'what the callers of reseal give: constants, their values bound',
  'store/migrations/0003-sealed-rows.ts: table': 'of the sealed tables, a type of their names',
  'store/deleted-experiments.ts: condition': 'what the methods of the class give: constants, their values bound',
  'store/deleted-experiments.ts: table': 'of a list in the function: snapshots, checkpoints',
  'store/deleted-experiments.ts: oldest': 'a subquery on that table',
  'store/deleted-experiments.ts: deleted': 'a subquery in the function',
  "store/epoch-series.ts: names.join(', ') || 'epoch'": 'names of columns, of a list in the file',
  'store/experiments.ts: sql': 'assignments to columns that the methods of the class name',
  "store/rows.ts: columns.map(quoted).join(', ')": 'names of columns, each quoted',
  'store/connection.ts: sql': 'what the callers of statement and tuples give, which are looked at themselves',
  'store/connection.ts: name': 'what the callers of pragma give, which are looked at themselves',
  'store/connection.ts: Math.round(walCheckpointBytes / pageBytes)': 'a number',
  'store/open-database.ts: scope': 'of a list in the function: 1, experiments, epochs',
  'store/store.ts: table': 'of a list in the method: experiments, epochs, learning_rate_changes',
  'store/store.ts: owner': 'of the same list: id, experiment_id',
  'store/rows.ts: columns.map(() => \'?\').join(\', \')': 'question marks',
  'store/migrate.ts: newestVersion(migrations)': 'a number of the program',
}

const root = resolve(import.meta.dirname, '../../../src/main')

interface Found {
  file: string
  expression: string
}

/** Every expression in the text of a statement that is not a constant of its file, nor quoted. */
function composed(file: string): Found[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const constants = new Set<string>()
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings
      if (bindings !== undefined && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) constants.add(name.text)
    }
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue
    for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) constants.add(name.text)
  }
  const found: Found[] = []
  const look = (expression: ts.Expression): void => {
    if (ts.isStringLiteral(expression) || ts.isNoSubstitutionTemplateLiteral(expression) || ts.isNumericLiteral(expression)) return
    if (ts.isIdentifier(expression) && constants.has(expression.text)) return
    if (ts.isCallExpression(expression) && expression.expression.getText() === 'quoted') return
    if (ts.isTemplateExpression(expression)) for (const span of expression.templateSpans) look(span.expression)
    else if (ts.isParenthesizedExpression(expression)) look(expression.expression)
    else found.push({ file, expression: expression.getText().replaceAll(/\s+/g, ' ') })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && takesSql.has(node.expression.name.text)) {
      const [text] = node.arguments
      // A regular expression's exec takes no SQL.
      if (text !== undefined && !/^(\/|[a-z]+Pattern)/i.test(node.expression.expression.getText())) look(text)
    }
    // Its condition is SQL, too.
    const condition = ts.isCallExpression(node) && node.expression.getText() === 'reseal' ? node.arguments[2] : undefined
    if (condition !== undefined) look(condition)
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

it('no statement’s text is put together from values', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const found = files.flatMap(composed).map(({ file, expression }) => `${file}: ${expression}`)
  expect([...new Set(found)].filter((each) => !(each in harmless))).toEqual([])
  expect(Object.keys(harmless).filter((each) => !found.includes(each)), 'no longer there: take it out of the list').toEqual([])
})
