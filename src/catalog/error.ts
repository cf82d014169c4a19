/** A catalogue that can't be used: names the file, the field and what to do. Thrown at start; fix the file. */
export class CatalogueError extends Error {
  readonly code = 'CATALOGUE';
  readonly file: string;

  constructor(file: string, message: string, options?: ErrorOptions) {
    super(`${file}: ${message}`, options);
    this.name = 'CatalogueError';
    this.file = file;
  }
}
