/** Something is in the way that is no fault of a document and would stop all the others, too: a full disk, rules that changed. */
export class Obstacle extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Obstacle'
  }
}
