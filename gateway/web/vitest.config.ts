import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { defineConfig } from 'vitest/config'

/** GS1's own examples, which are no part of the project: in the folder that SUPPLY_DATA names, else there are none. */
const examples = join(process.env.SUPPLY_DATA ?? '/nowhere', 'gs1', 'gs1_ai_vectors.csv')

export default defineConfig({
    test: {
        include: ['src/**/*.test.ts'],
        testTimeout: 60_000, // on cores that others use
        provide: { gs1Examples: existsSync(examples) ? readFileSync(examples, 'utf8') : null },
    },
})
