declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: {
    /** Answers, on `port`, what a `PDFWorker` built on the same port asks. */
    initializeFromPort(port: unknown): void
  }
}
