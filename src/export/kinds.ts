import { headerSlots } from '../domain/item-kinds.ts'
import type {
  DateMention,
  Evidence,
  Extracted,
  Field,
  Finding,
  Form,
  FormRow,
  Metric,
  Record,
  Reference,
  Signer,
} from '../domain/record.ts'
import type { CellType, Column, DocumentFacts, Kind, Value } from './column.ts'
import { trustedStandings } from './selection.ts'
import type { Standing } from './selection.ts'

type Of<T> = (item: T, document: DocumentFacts) => Value

function column<T>(name: string, title: string, type: CellType, width: number, of: Of<T>): Column<T> {
  return { name, title, type, width, of }
}

/** Which document a row is of. */
function documentColumns<T>(): Column<T>[] {
  return [
    column('document', 'Mã văn bản', 'text', 14, (_, { record }) => record.id),
    column('source', 'Tệp', 'text', 24, (_, { record }) => record.source.name),
    column('document_type', 'Tên loại', 'text', 14, (_, { type }) => type),
    column('document_number', 'Số, ký hiệu', 'text', 18, (_, { number }) => number),
    column('document_issuer', 'Cơ quan ban hành', 'text', 26, (_, { issuer }) => issuer),
    column('document_issued_on', 'Ngày ban hành', 'day', 13, (_, { issuedOn }) => issuedOn),
  ]
}

/** Where it stands and how far it can be believed. */
function evidenceColumns<T extends Extracted>(): Column<T>[] {
  return [
    column('raw', 'Nguyên văn', 'text', 40, ({ raw }) => raw),
    column('page', 'Trang', 'integer', 7, ({ evidence }) => evidence[0]?.page ?? null),
    column('path', 'Vị trí', 'text', 20, ({ evidence }) => evidence[0]?.path ?? null),
    column('status', 'Trạng thái', 'text', 11, (item, { standingOf }) => standingOf(item)),
    column('original', 'Máy đọc (đã sửa)', 'json', 20, (item, { originalOf }) => originalOf(item)),
    column('confidence', 'Độ tin cậy', 'number', 10, ({ confidence }) => confidence),
    ...placeColumns<T>(({ evidence }) => evidence),
    column('rule', 'Quy tắc', 'text', 20, ({ rule }) => rule),
    column('item', 'Mã mục', 'text', 26, ({ id }) => id),
    column('link', 'Liên kết', 'text', 30, ({ id }, { linkOf }) => linkOf(id)),
  ]
}

function placeColumns<T>(evidenceOf: (item: T) => readonly Evidence[]): Column<T>[] {
  return [
    column('start', 'Từ ký tự', 'integer', 9, (item) => evidenceOf(item)[0]?.start ?? null),
    column('end', 'Đến ký tự', 'integer', 9, (item) => evidenceOf(item)[0]?.end ?? null),
    column('evidence', 'Căn cứ', 'json', 20, (item) => evidenceOf(item)),
  ]
}

/** The cells a reader follows to the review page: what was written, else the document. */
function kind<T>(parts: Omit<Kind<T>, 'linked'>): Kind<T> {
  const raw = parts.columns.findIndex(({ name }) => name === 'raw')
  return { ...parts, linked: Math.max(raw, 0) }
}

function extracted<T extends Extracted>(
  name: Kind['name'],
  title: string,
  own: readonly Column<T>[],
  itemsOf: (record: Record) => Iterable<T>,
): Kind<T> {
  const columns = [...documentColumns<T>(), ...own, ...evidenceColumns<T>()]
  return kind({ name, title, columns, itemsOf, judged: (item) => item })
}

/** A field of the heading with its name; signers and recipients are fields too. */
type NamedField = Field & { readonly field: string } & Partial<Pick<Signer, 'name' | 'position' | 'authority'>>

export function* headerFields({ header }: Record): Generator<NamedField> {
  for (const field of headerSlots) {
    const item = header[field]
    if (item) yield { ...item, field }
  }
  for (const signer of header.signers) yield { ...signer, field: 'signer' }
  for (const recipient of header.recipients) yield { ...recipient, field: 'recipient' }
}

const headerFieldKind = extracted<NamedField>(
  'header_fields',
  'Thể thức',
  [
    column('field', 'Thành phần', 'text', 14, ({ field }) => field),
    column('value', 'Giá trị', 'text', 40, ({ value }) => value),
    column('signer_name', 'Họ tên người ký', 'text', 22, ({ name }) => name ?? null),
    column('signer_position', 'Chức vụ', 'text', 22, ({ position }) => position ?? null),
    column('signer_authority', 'Thẩm quyền ký', 'json', 14, ({ authority }) => authority ?? null),
  ],
  headerFields,
)

const referenceKind = extracted<Reference>(
  'references',
  'Văn bản dẫn chiếu',
  [
    column('type', 'Loại dẫn chiếu', 'text', 16, ({ type }) => type),
    column('number', 'Số dẫn chiếu', 'text', 20, ({ number }) => number),
    column('date', 'Ngày dẫn chiếu', 'day', 13, ({ date }) => date),
    column('issuer', 'Cơ quan của dẫn chiếu', 'text', 24, ({ issuer }) => issuer),
    column('subject', 'Trích yếu dẫn chiếu', 'text', 40, ({ subject }) => subject),
  ],
  ({ references }) => references,
)

const dateKind = extracted<DateMention>(
  'dates',
  'Mốc thời gian',
  [
    column('date_kind', 'Loại mốc', 'text', 12, ({ kind }) => kind),
    column('first_day', 'Từ ngày', 'day', 13, ({ start }) => start),
    column('last_day', 'Đến ngày', 'day', 13, ({ end }) => end),
  ],
  ({ dates }) => dates,
)

function periodColumns<T>(periodOf: (item: T, document: DocumentFacts) => string | null): Column<T>[] {
  const part = (index: 0 | 1): Of<T> => {
    return (item, document) => periodOf(item, document)?.split('/')[index] ?? null
  }
  return [
    column('period_from', 'Kỳ từ ngày', 'day', 13, part(0)),
    column('period_to', 'Kỳ đến ngày', 'day', 13, part(1)),
  ]
}

const sectionsById = new WeakMap<Record, ReadonlyMap<string, string>>()

function sectionTitle(record: Record, id: string | null): string | null {
  if (id === null) return null
  let titles = sectionsById.get(record)
  if (!titles) {
    titles = new Map(record.sections.map(({ id: one, title }) => [one, title]))
    sectionsById.set(record, titles)
  }
  return titles.get(id) ?? null
}

const metricKind = extracted<Metric>(
  'metrics',
  'Số liệu',
  [
    column('label', 'Chỉ tiêu', 'text', 44, ({ label }) => label),
    column('value', 'Giá trị', 'number', 12, ({ value }) => value),
    column('unit', 'Đơn vị tính', 'text', 12, ({ unit }) => unit),
    column('denominator', 'Mẫu số', 'number', 12, ({ denominator }) => denominator),
    column('percent', 'Tỷ lệ (%)', 'number', 10, ({ percent }) => percent),
    column('change_from', 'Từ mức', 'number', 10, ({ from }) => from),
    column('change_to', 'Đến mức', 'number', 10, ({ to }) => to),
    column('change', 'Tăng, giảm', 'number', 10, ({ change }) => change),
    column('comparison', 'So với', 'text', 20, ({ comparison }) => comparison),
    ...periodColumns<Metric>(({ period }) => period),
    column('section', 'Mục', 'text', 24, ({ section }, { record }) => sectionTitle(record, section)),
  ],
  ({ metrics }) => metrics,
)

type PlacedRow = FormRow & { readonly form: Form }

function* formRows({ forms }: Record): Generator<PlacedRow> {
  for (const form of forms) for (const row of form.rows) yield { ...row, form }
}

const formRowKind = extracted<PlacedRow>(
  'form_rows',
  'Biểu mẫu',
  [
    column('form', 'Mã biểu', 'text', 20, ({ form }) => form.id),
    column('form_number', 'Biểu số', 'text', 12, ({ form }) => form.number),
    column('form_title', 'Tên biểu', 'text', 36, ({ form }) => form.title),
    column('stt', 'STT', 'text', 8, ({ stt }) => stt),
    column('parent', 'Thuộc STT', 'text', 9, ({ parent }) => parent),
    column('indicator', 'Chỉ tiêu', 'text', 44, ({ indicator }) => indicator),
    column('unit', 'Đơn vị tính', 'text', 12, ({ unit }) => unit),
    column('value', 'Giá trị', 'number', 12, ({ value }) => value),
    column('note', 'Ghi chú', 'text', 20, ({ note }) => note),
    column('columns', 'Tên các cột', 'json', 20, ({ form }) => form.columns),
    column('cells', 'Các ô', 'json', 20, ({ cells }) => cells),
  ],
  formRows,
)

/** The program is sure of what its checks find: a finding nobody looked at is `auto`. A false alarm is in no record. */
const judgedFinding = ({ id }: Finding) => ({ id, confidence: 1 })

const findingKind = kind<Finding>({
  name: 'findings',
  title: 'Phát hiện',
  columns: [
    ...documentColumns<Finding>(),
    column('check', 'Phép kiểm tra', 'text', 24, ({ check }) => check),
    column('severity', 'Mức độ', 'text', 10, ({ severity }) => severity),
    column('message', 'Nội dung', 'text', 60, ({ message }) => message),
    column('expected', 'Lẽ ra', 'text', 16, ({ expected }) => expected),
    column('found', 'Thực tế', 'text', 16, ({ found }) => found),
    column('computation', 'Phép tính', 'text', 24, ({ computation }) => computation ?? null),
    column('page', 'Trang', 'integer', 7, ({ evidence }) => evidence[0]?.page ?? null),
    column('path', 'Vị trí', 'text', 20, ({ evidence }) => evidence[0]?.path ?? null),
    column('status', 'Trạng thái', 'text', 11, (finding, { standingOf }) => standingOf(judgedFinding(finding))),
    column('items', 'Các mục liên quan', 'json', 20, ({ items }) => items),
    ...placeColumns<Finding>(({ evidence }) => evidence),
    column('item', 'Mã mục', 'text', 26, ({ id }) => id),
    column('link', 'Liên kết', 'text', 30, ({ id }, { linkOf }) => linkOf(id)),
  ],
  itemsOf: ({ findings }) => findings,
  judged: judgedFinding,
})

function shownValues(fields: readonly Field[], { inHeading }: DocumentFacts): string[] {
  return fields.filter(inHeading).map(({ value }) => value)
}

function shownFields(record: Record, { inHeading }: DocumentFacts): NamedField[] {
  return [...headerFields(record)].filter(inHeading)
}

/** As its least certain field: `open` with a doubtful one or none, `auto` with one that nobody looked at, else `accepted`. */
function headingStatus(record: Record, facts: DocumentFacts): Standing {
  const found = shownFields(record, facts).map(facts.standingOf)
  if (found.length === 0 || found.some((standing) => !trustedStandings.has(standing))) return 'open'
  return found.includes('auto') ? 'auto' : 'accepted'
}

function headingEvidence(record: Record, facts: DocumentFacts): (Evidence & { readonly field: string })[] {
  return shownFields(record, facts).flatMap(({ field, evidence }) => evidence.map((place) => ({ field, ...place })))
}

const documentKind = kind<Record>({
  name: 'documents',
  title: 'Văn bản',
  columns: [
    ...documentColumns<Record>(),
    column('place', 'Nơi ban hành', 'text', 16, ({ header }, { valueOf }) => valueOf(header.place)),
    column('parent_issuer', 'Cơ quan chủ quản', 'text', 26, ({ header }, { valueOf }) => valueOf(header.parentIssuer)),
    column('subject', 'Trích yếu', 'text', 50, ({ header }, { valueOf }) => valueOf(header.subject)),
    ...periodColumns<Record>(({ header }, { valueOf }) => valueOf(header.period)),
    column('secrecy', 'Độ mật', 'text', 10, ({ header }, { valueOf }) => valueOf(header.secrecy)),
    column('urgency', 'Độ khẩn', 'text', 10, ({ header }, { valueOf }) => valueOf(header.urgency)),
    column('signers', 'Người ký', 'json', 30, ({ header }, document) => shownValues(header.signers, document)),
    column('recipients', 'Nơi nhận', 'json', 30, ({ header }, document) => shownValues(header.recipients, document)),
    column('pages', 'Số trang', 'integer', 9, ({ source }) => source.pages),
    column('media_type', 'Định dạng', 'text', 18, ({ source }) => source.mediaType),
    column('bytes', 'Dung lượng', 'integer', 12, ({ source }) => source.bytes),
    column('text_from', 'Nguồn chữ', 'text', 10, ({ extraction }) => extraction.text),
    column('extraction_status', 'Đọc được', 'text', 10, ({ extraction }) => extraction.status),
    column('extraction_version', 'Phiên bản', 'text', 10, ({ extraction }) => extraction.version),
    column('rules', 'Bộ quy tắc', 'text', 14, ({ extraction }) => extraction.rules),
    column('status', 'Trạng thái', 'text', 11, headingStatus),
    column('evidence', 'Căn cứ', 'json', 20, headingEvidence),
    column('link', 'Liên kết', 'text', 30, (_, { linkOf }) => linkOf(null)),
  ],
  itemsOf: (record) => [record],
  judged: () => null,
})

/** In the order of `kindNames`. */
export const kinds: readonly Kind[] = [
  documentKind,
  headerFieldKind,
  referenceKind,
  dateKind,
  metricKind,
  formRowKind,
  findingKind,
]
