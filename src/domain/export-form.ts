import { z } from 'zod'
import { headerSlots } from './item-kinds.ts'

/** What of a record can go into a form. Lists: `signers.…`, `recipients`, `forms`. `content`: the source itself, base64. */
export const documentSources = [
  ...headerSlots,
  'signers.name',
  'signers.position',
  'signers.authority',
  'recipients',
  'forms',
  'pages',
  'text',
  'document',
  'file',
  'mediaType',
  'content',
] as const
export type DocumentSource = (typeof documentSources)[number]

/** What the documents of a file (hồ sơ) say together. */
export const fileSources = ['firstIssuedOn', 'lastIssuedOn', 'documents', 'allPages'] as const
export type FileSource = (typeof fileSources)[number]

export const formSources = [...documentSources, ...fileSources] as const
export type FormSource = (typeof formSources)[number]

export const formFieldSchema = z
  .strictObject({
    name: z
      .string()
      .describe(
        "In a table the column; in XML the path below the root, 'From/OrganName', or below its outermost element, '/Body/Name'.",
      ),
    label: z.string().describe('Its name in the decree or circular.'),
    from: z.enum(formSources).optional(),
    part: z.enum(['number', 'symbol']).optional().describe("Of a document's number: '86' and 'BC-UBND' of 86/BC-UBND."),
    date: z.string().optional().describe("How a day is written, of dd, MM and yyyy: 'dd/MM/yyyy'."),
    code: z
      .record(z.string(), z.string())
      .optional()
      .describe('The code of each value; one without a code is left out.'),
    list: z
      .enum(['each', 'first'])
      .or(z.strictObject({ join: z.string() }))
      .optional(),
    compose: z
      .string()
      .optional()
      .describe("Of other fields: '{Code/CodeNumber}/{Code/CodeNotation}'; all must be filled."),
    needs: z.string().optional().describe('Why no document can say it; it can be given for all documents.'),
    length: z
      .int()
      .positive()
      .optional()
      .describe('Characters it may have at most. Longer ones are left out, not cut.'),
  })
  .refine(
    ({ from, compose, needs }) => [from, compose, needs].filter((one) => one !== undefined).length === 1,
    'a field has one of from, compose and needs',
  )

const exampleSchema = z.strictObject({
  values: z.partialRecord(z.enum(formSources), z.union([z.string(), z.array(z.string())])),
  given: z.record(z.string(), z.string()).default({}),
  gives: z.record(z.string(), z.union([z.string(), z.array(z.string())])).describe('All fields that are filled.'),
})

const sourcesOf: Readonly<{ [about in 'document' | 'file']: readonly FormSource[] }> = {
  document: documentSources,
  file: fileSources,
}

export const exportFormSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    name: z.string(),
    why: z.string().describe('The decree, circular or standard, and where its text was taken from.'),
    about: z
      .enum(['document', 'file'])
      .default('document')
      .describe('Whether it is filled for each document, or once for all that are chosen: a file (hồ sơ).'),
    shape: z.enum(['table', 'xml']),
    root: z.string().optional().describe("For XML: the root element, '/' before those below it."),
    namespace: z.string().optional(),
    fields: z.array(formFieldSchema).min(1),
    examples: z.array(exampleSchema).min(2),
  })
  .refine(
    ({ about, fields }) => fields.every(({ from }) => from === undefined || sourcesOf[about].includes(from)),
    'a field takes what its form is not about',
  )
  .refine(({ about, shape }) => about === 'document' || shape === 'table', 'a form about a file is a table')
export type ExportForm = z.infer<typeof exportFormSchema>
export type FormField = z.infer<typeof formFieldSchema>
