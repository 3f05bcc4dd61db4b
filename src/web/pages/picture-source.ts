import { Bitmaps, newCanvas, type PageSize, type PageSource } from './page-source.ts'

/** Pages as pictures of the server, for scans; `sizes` in points. */
export function openPictures(urlOf: (page: number) => string, sizes: readonly PageSize[]): PageSource {
  const bitmaps = new Bitmaps()
  return {
    count: sizes.length,
    size: (page) => Promise.resolve(sizes[page - 1] ?? { width: 595, height: 842 }),
    // A picture has the pixels it has: asked for at whatever scale, it is the same one.
    bitmap: (page) => bitmaps.get(page, 0, () => drawPicture(urlOf(page))),
    ready: (page) => bitmaps.ready(page),
    close: () => bitmaps.clear(),
  }
}

async function drawPicture(url: string): Promise<HTMLCanvasElement> {
  const picture = new Image()
  picture.src = url
  await picture.decode()
  const canvas = newCanvas(picture.naturalWidth, picture.naturalHeight)
  canvas.getContext('2d')!.drawImage(picture, 0, 0)
  return canvas
}
