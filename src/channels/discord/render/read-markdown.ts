/** The words of Markdown that this room wrote: what `escapeMarkdown` was given. */
export function readMarkdown(content: string): string {
  return content
    .replace(/^(?:### |-# )/gm, '')
    .replace(
      /\\([^0-9A-Za-z\s])|\*\*|~~|`|<(https?:\/\/[^\s<>]+)>/g,
      (_, literal: string | undefined, url: string | undefined) => literal ?? url ?? '',
    );
}
