/**
 * Why an allocation failed, in words: whether all of the memory is too little (exhaustion), it is in
 * pieces that are too small (fragmentation), or the allocator may not give a piece that is large
 * enough, which stands before a bump pointer or in a span of another size class.
 */
export function reasonOfOutOfMemory({
  request,
  free,
  largest,
}: {
  readonly request: number;
  readonly free: number;
  readonly largest: number;
}): string {
  if (free < request) return 'less than that is free';
  return largest < request
    ? 'enough is free, but not in one piece'
    : 'a block is large enough, but the allocator cannot take it for this';
}
