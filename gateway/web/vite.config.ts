import { readdir, readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes FILE.br and FILE.gz beside each text file once all is written, so that the server compresses nothing while it answers. */
const precompressed = (): Plugin => ({
    name: 'precompressed',
    apply: 'build',
    async closeBundle() {
        const folder = new URL('../wwwroot/', import.meta.url)
        for (const name of await readdir(folder, { recursive: true })) {
            if (!/\.(js|css|html|svg)$/.test(name)) continue
            const text = await readFile(new URL(name, folder))
            await writeFile(
                new URL(`${name}.br`, folder),
                brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
            )
            await writeFile(new URL(`${name}.gz`, folder), gzipSync(text, { level: 9 }))
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
    plugins: [react(), precompressed()],
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
