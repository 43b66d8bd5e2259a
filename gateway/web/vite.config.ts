import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin, type Rollup } from 'vite'

const built = new URL('../wwwroot/', import.meta.url)

/** Pages that are of use without a network: those where people record. The others come when they are opened. */
const pagesKept = [
    'Adjustment',
    'Adjustments',
    'Count',
    'Counter',
    'Counts',
    'Days',
    'Facility',
    'Help',
    'Missing',
    'Owed',
    'PreferencesPage',
    'PrescriptionPage',
    'Prescriptions',
    'Reception',
    'Receptions',
    'SignIn',
    'Stock',
    'Waiting',
]
const recording = new RegExp(
    '/src/(' +
        'offline/(drafts|documents|ids)|capture/(clave|codes|dates|outcome|quantity|search)|counter/claves|' +
        'parts/ClaveField)[.]tsx?$|/node_modules/uuid/',
)
const forms = new RegExp('/src/(offline/pack|stock/questions|parts/(DraftState|Faults|Keys|PiecesField))[.]tsx?$')
const pageOf = (chunk: Rollup.OutputChunk) => /\/src\/pages\/(\w+)\.tsx$/.exec(chunk.facadeModuleId ?? '')?.[1]

/** The scripts that are loaded by the kept pages alone or by all. */
function scriptsKept(bundle: Rollup.OutputBundle): Set<string> {
    const kept = new Set<string>()
    const take = (name: string) => {
        const chunk = bundle[name]
        if (chunk?.type !== 'chunk' || kept.has(name)) return
        const page = pageOf(chunk)
        if (page !== undefined && !pagesKept.includes(page)) return
        kept.add(name)
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) take(next)
    }
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) take(chunk.fileName)
    return kept
}

/** The files of the application that exist without a network. */
async function shell(scripts: ReadonlySet<string>) {
    const files = (await readdir(built, { recursive: true }))
        .filter(x => /\.(css|html|svg|woff2|webmanifest)$/.test(x) || scripts.has(x))
        .toSorted()
    const version = createHash('sha256')
    for (const name of files) version.update(name).update(await readFile(new URL(name, built)))
    return { version: version.digest('hex').slice(0, 16), files: files.map(x => `/${x}`) }
}

/** Writes sw.js, which knows the list of the files that were just written. */
const serviceWorker = (scripts: Set<string> = new Set()): Plugin => ({
    name: 'service-worker',
    apply: 'build',
    writeBundle(_, bundle) {
        for (const name of scriptsKept(bundle)) scripts.add(name)
    },
    async closeBundle() {
        await build({
            configFile: false,
            logLevel: 'warn',
            publicDir: false,
            define: { shell: JSON.stringify(await shell(scripts)) },
            build: {
                outDir: fileURLToPath(built),
                emptyOutDir: false,
                target: 'es2022',
                lib: {
                    entry: fileURLToPath(new URL('src/worker/sw.ts', import.meta.url)),
                    formats: ['iife'],
                    name: 'worker',
                    fileName: () => 'sw.js',
                },
            },
        })
    },
})

/** Writes FILE.br and FILE.gz beside each text file once all is written, so that the server compresses nothing while it answers. */
const precompressed = (): Plugin => ({
    name: 'precompressed',
    apply: 'build',
    async closeBundle() {
        for (const name of await readdir(built, { recursive: true })) {
            if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue
            const text = await readFile(new URL(name, built))
            await writeFile(
                new URL(`${name}.br`, built),
                brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
            )
            await writeFile(new URL(`${name}.gz`, built), gzipSync(text, { level: 9 }))
        }
    },
})

/** `npm run dev` shows the pages beside a running embedded program. */
const served = [
    '/catalog',
    '/planning',
    '/orders',
    '/inventory',
    '/dispensing',
    '/indicators',
    '/public',
    '/audit',
    '/dev',
    '/ui',
    '/me',
    '/connect',
    '/.well-known',
    '/accounts',
    '/openapi',
    '/health',
]

export default defineConfig({
    plugins: [react(), serviceWorker(), precompressed()],
    build: {
        outDir: '../wwwroot',
        emptyOutDir: true,
        target: 'es2022',
        reportCompressedSize: false,
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        // What every form that records needs is one file: in many small ones it is a tenth larger.
        rolldownOptions: {
            output: {
                codeSplitting: {
                    includeDependenciesRecursively: false,
                    groups: [
                        { name: 'recording', test: recording },
                        { name: 'forms', test: forms },
                    ],
                },
            },
        },
    },
    server: { host: '127.0.0.1', port: 8090, proxy: Object.fromEntries(served.map(x => [x, 'http://127.0.0.1:8080'])) },
})
