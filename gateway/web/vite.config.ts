import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

const built = new URL('../wwwroot/', import.meta.url)

/** The files of the application that exist without a network: all, but those that are compressed copies. */
async function shell() {
    const files = (await readdir(built, { recursive: true })).filter(x => /\.(js|css|html|svg|woff2|webmanifest)$/.test(x)).toSorted()
    const version = createHash('sha256')
    for (const name of files) version.update(name).update(await readFile(new URL(name, built)))
    return { version: version.digest('hex').slice(0, 16), files: files.map(x => `/${x}`) }
}

/** Writes sw.js, which knows the list of the files that were just written. */
const serviceWorker = (): Plugin => ({
    name: 'service-worker',
    apply: 'build',
    async closeBundle() {
        await build({
            configFile: false,
            logLevel: 'warn',
            publicDir: false,
            define: { shell: JSON.stringify(await shell()) },
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
    },
    server: { host: '127.0.0.1', port: 8090, proxy: Object.fromEntries(served.map(x => [x, 'http://127.0.0.1:8080'])) },
})
