/** What a `<meta>` of the page says; nothing where there is none. */
export const metaContent = (document: Document, name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
