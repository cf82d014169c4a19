/** A tree of texts, walked one character at a time. */
export interface TrieNode<T> {
  readonly next: Map<number, TrieNode<T>>;
  value: T | null;
}

/** An empty tree. */
export function createTrie<T>(): TrieNode<T> {
  return { next: new Map(), value: null };
}

/** The node at the end of `key`, made when missing. */
export function reach<T>(root: TrieNode<T>, key: string): TrieNode<T> {
  let node = root;
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    const next = node.next.get(code) ?? createTrie<T>();
    node.next.set(code, next);
    node = next;
  }
  return node;
}
