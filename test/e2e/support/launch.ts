import type { ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, type ElectronApplication, type Page } from 'playwright/test'

const root = resolve(import.meta.dirname, '../../..')

export interface LaunchedWorkbench {
  app: ElectronApplication
  /** Its main process. */
  child: ChildProcess
  page: Page
  /** Fails if the page has broken its content security policy, asked for anything outside its bundle or thrown an error. */
  expectClean: () => Promise<void>
  /** Quits as a user who confirms, and resolves to the exit code. */
  quit: () => Promise<number | null>
}

export function newWorkspace(): string {
  return mkdtempSync(join(tmpdir(), 'workbench-e2e-'))
}

/** Chromium's sandbox refuses a root user; only tests and development run as one. */
export const sandboxSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The command line of the application on a workspace. */
export function launchArguments(workspace: string): string[] {
  return [...sandboxSwitches, root, '--workspace', workspace]
}

export function launchEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'))
}

export interface LaunchOptions {
  workspace: string
  colorScheme?: 'light' | 'dark'
  /** Files to open, as a double click names them. */
  files?: readonly string[]
  /** Chromium's and the application's, besides. */
  switches?: readonly string[]
  /** Started in place of the built application in the runtime that set-up has put in place. */
  program?: Program
}

export interface Program {
  executable: string
  args: readonly string[]
  environment?: Record<string, string>
}

/** Starts the built application and waits for its page, on which violations and requests are watched from the first. */
export async function launch({ workspace, colorScheme = 'light', files = [], switches = [], program }: LaunchOptions): Promise<LaunchedWorkbench> {
  const { executable: executablePath, args: own, environment } = program ?? { args: launchArguments(workspace) }
  const args = [...switches, ...own, ...files]
  const options = { args, env: { ...launchEnvironment(), ...environment }, cwd: root, colorScheme }
  const app = await _electron.launch(executablePath === undefined ? options : { ...options, executablePath })
  const page = await app.firstWindow()
  const started = page.getByRole('navigation', { name: 'Runs and data sets' })
  await started.waitFor()
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { violations: seen })
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      seen.push(`${violatedDirective} ${blockedURI}`)
    })
  })
  await page.reload()
  await started.waitFor()
  const child = app.process()
  return {
    app,
    child,
    page,
    async expectClean() {
      expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([])
      expect(requests.filter((url) => !/^(app:\/\/bundle\/|data:|blob:)/.test(url))).toEqual([])
      expect(errors).toEqual([])
    },
    quit: () => quit(app, child),
  }
}

/** Answers every message box of the main process with the button of this index. */
export async function answerMessageBoxes(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...options: unknown[]) => {
      asked.push((options.at(-1) as { message: string }).message)
      return Promise.resolve({ response, checkboxChecked: false })
    }
  }, response)
}

/** The messages of the boxes answered so far. */
export function askedMessages(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
}

/** By itself or by a signal. */
export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function quit(app: ElectronApplication, child: ChildProcess): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  await answerMessageBoxes(app, 0)
  // The answer to this call may never come: the process ends meanwhile.
  void app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  return exit
}
