import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiPlugin } from '../server/api/api-plugin.ts'
import { clientSource } from '../server/api/client-source.ts'
import type { OpenApi } from '../server/api/describe-page.ts'
import { apiPath } from '../server/api/schemas.ts'
import { buildServer } from '../server/build-server.ts'
import { openStore } from '../store/store.ts'

// For `npm run client`: writes src/client/api-client.ts anew, after a change of the API.
const folder = mkdtempSync(join(tmpdir(), 'boctach-client-'))
const store = await openStore(join(folder, 'empty.db'))
const app = await buildServer({
  plugins: [apiPlugin({ store, submissions: null, exportFolder: folder, review: null })],
})
const description = await app.inject(`${apiPath}/openapi.json`)
writeFileSync(new URL('../client/api-client.ts', import.meta.url), clientSource(description.json<OpenApi>()))
await app.close()
await store.close()
rmSync(folder, { recursive: true })
