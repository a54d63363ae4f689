import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'main',
          environment: 'node',
          // Native modules keep state of their process: each file gets its own.
          pool: 'forks',
          include: ['test/main/**/*.test.ts', 'test/shared/**/*.test.ts', 'test/build/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'reliability',
          environment: 'node',
          pool: 'forks',
          include: ['test/reliability/**/*.test.ts'],
          // The long versions, of `npm run test:reliability`, take minutes each.
          testTimeout: 30 * 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: { name: 'renderer', environment: 'happy-dom', include: ['test/renderer/**/*.test.ts'] },
      },
    ],
  },
})
