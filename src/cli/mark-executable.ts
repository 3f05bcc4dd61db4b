import { chmod } from 'node:fs/promises'

// Part of the build. npm marks a bin when it links it, but npx keeps its link to a checkout and then finds a new build
// there that nobody has marked.
await chmod(new URL('./main.js', import.meta.url), 0o755)
