export function GridView() {
  return null
}
