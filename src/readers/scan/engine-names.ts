/** The engines there are, the fastest first. Apart from their code, so that naming them loads none of it. */
export const engineNames = ['native', 'wasm'] as const

export type EngineName = (typeof engineNames)[number]
