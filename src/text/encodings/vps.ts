import type { Decoded } from './decoded.ts'
import { codePage, decodeSingleBytes } from './single-byte.ts'

/** The encoding of the Vietnamese Professionals Society (VPSKeys). 91, 92 are quotes, A0 a no-break space. */
export const vps = codePage(`
  02 Ạ 03 Ậ 04 Ặ 05 Ẹ 06 Ệ 10 Ị 11 Ọ 12 Ộ 13 Ợ 14 Ụ 15 Ự 19 Ỵ 1C Ẫ 1D Ữ
  80 À 81 Ả 82 Ã 83 Ấ 84 Ầ 85 Ẩ 86 ọ 87 ỗ 88 Ă 89 ế 8A ề 8B ể 8C ệ 8D Ắ 8E Ằ 8F Ẳ
  90 Ế 93 Ề 94 Ể 95 Ễ 96 Ố 97 Ồ 98 Ổ 99 Ỗ 9A ý 9B ỷ 9C ỵ 9D Ớ 9E Ờ 9F Ở
  A1 ắ A2 ằ A3 ẳ A4 ẵ A5 ặ A6 Ỡ A7 ớ A8 Ù A9 ờ AA ở AB ỡ AC Ũ AD Ứ AE ợ AF Ừ
  B0 ổ B1 Ử B2 Ỳ B3 Ỹ B4 Í B5 Ì B6 ộ B7 Ỉ B8 Ĩ B9 Ó BA ử BB ữ BC Ò BD Ỏ BE Õ BF ự
  C0 ầ C1 Á C2 Â C3 ấ C4 ẩ C5 ẫ C6 ậ C7 đ C8 ẻ C9 É CA Ê CB ẹ CC ỉ CD ễ CE ị CF ỹ
  D0 Ư D1 Ủ D2 ồ D3 ố D4 Ô D5 ỏ D6 ơ D7 È D8 ừ D9 ứ DA Ú DB ũ DC ư DD Ý DE Ẻ
  E0 à E1 á E2 â E3 ã E4 ả E5 ạ E6 ă E8 è E9 é EA ê EB ẽ EC ì ED í EF ĩ
  F0 Ẵ F1 Đ F2 ò F3 ó F4 ô F5 õ F7 Ơ F8 ụ F9 ù FA ú FB ủ FD Ỷ FE Ẽ FF ỳ`)

/** Codes that the table leaves open. */
const open = new Set([0xdf, 0xe7, 0xee, 0xf6, 0xfc])

export function decodeVps(raw: string): Decoded {
  return decodeSingleBytes(raw, vps, (byte) => (open.has(byte) ? 1 : 0))
}
