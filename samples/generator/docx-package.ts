import JSZip from 'jszip'

const fixedTime = '2024-01-01T00:00:00Z'

/** Writes the package again with fixed times and ids, so that the same source gives the same bytes. */
export async function fixPackage(bytes: Buffer): Promise<Buffer> {
  const source = await JSZip.loadAsync(bytes)
  const target = new JSZip()
  const files = Object.values(source.files)
    .filter((file) => !file.dir)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const ids = new Map<string, string>()
  for (const file of files) {
    const content = isXml(file.name) ? fixXml(await file.async('string'), ids) : await file.async('uint8array')
    target.file(file.name, content, { date: new Date(fixedTime), createFolders: false })
  }
  return target.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'DOS',
  })
}

function isXml(name: string): boolean {
  return name.endsWith('.xml') || name.endsWith('.rels')
}

/** The library draws random relationship and shape ids. */
function fixXml(xml: string, ids: Map<string, string>): string {
  return xml
    .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${fixedTime}`)
    .replace(/"(rId|_x0000_s)?([\w-]{21})"/g, (_, prefix: string | undefined, id: string) => {
      if (!ids.has(id)) ids.set(id, `x${ids.size + 1}`)
      return `"${prefix ?? ''}${ids.get(id)!}"`
    })
}
