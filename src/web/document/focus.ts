const editor = () => document.getElementById('editor')

/** Out of inputs and buttons, to where single keys work. */
export function focusEditor(): void {
  editor()?.focus({ preventScroll: true })
}

/** The same, but not from under somebody who has begun to type. */
export function offerEditor(): void {
  if (document.activeElement?.matches('input, textarea, select') !== true) focusEditor()
}

/** Into an input of the editor, all of it selected: by its key, or the first that holds something. */
export function focusInput(key?: string): void {
  const inputs = [...(editor()?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-field]') ?? [])]
  const input =
    inputs.find(({ dataset }) => dataset['field'] === key) ?? inputs.find(({ value }) => value !== '') ?? inputs[0]
  input?.focus()
  input?.select()
}
