import type { Document } from '../../src/domain/document.ts'
import { readHtml } from '../../src/readers/html/read-html.ts'
import { defaultLimits } from '../../src/readers/reader.ts'

export function page(body: string, head = ''): string {
  return `<html><head><meta charset=utf-8><title>x</title>${head}</head><body>${body}</body></html>`
}

export async function read(body: string, head = ''): Promise<Document> {
  return readHtml(Buffer.from(page(body, head)), defaultLimits)
}

/** A page as Word saves it: rules for .VnTime, conditional comments, its own settings. */
export function wordPage(body: string): string {
  const head = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!--
 /* Font Definitions */
 @font-face {font-family:".VnTime"; panose-1:2 11 114 0 0 0 0 0 0 0;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-parent:""; margin:0cm; font-size:14.0pt; font-family:".VnTime";}
 h1 {text-align:center; font-size:16.0pt; font-family:".VnTimeH"; font-weight:normal}
 @page Section1 {size:595.3pt 841.9pt;} div.Section1 {page:Section1;}
--></style></head><body lang=EN-US style='tab-interval:36.0pt'><div class=Section1>`
  return `${head}${body}</div></body></html>`
}

/** A web archive of parts: headers and content of each. */
export function archive(
  parts: readonly (readonly [headers: string, body: string])[],
  boundary = '----=_NextPart',
): Buffer {
  const content = parts.map(([headers, body]) => `--${boundary}\r\n${headers}\r\n\r\n${body}\r\n`).join('')
  const head = `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="${boundary}"\r\n\r\nThis is a page.\r\n\r\n`
  return Buffer.from(`${head}${content}--${boundary}--\r\n`, 'latin1')
}
