// Writes the TypeScript of the schemas that the services describe at /openapi/SERVICE.json.
//   usage: npm run generate -- http://127.0.0.1:8080 ../src/api/generated
// A folder of its own: openapi-typescript 7 needs the compiler's API, which TypeScript 7 does not have yet.
import { mkdir, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const [address, folder] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
for (const service of ['catalog', 'planning', 'orders', 'inventory', 'dispensing', 'indicators']) {
    const answer = await fetch(`${address}/openapi/${service}.json`)
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
    const document = { ...(await answer.json()), paths: {} }
    await writeFile(`${folder}/${service}.d.ts`, astToString(await openapiTS(document, { alphabetize: true })))
}
