import { defineConfig } from 'playwright/test'

/** The built application in the real Electron, one at a time: training wants the whole machine. */
export default defineConfig({
  testDir: './specs',
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
})
