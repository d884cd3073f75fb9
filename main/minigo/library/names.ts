/** The library functions and methods that the machine provides, in the order of their numbers. */
export const nativeNames = [
  'errors.New',
  'fmt.Errorf',
  'fmt.Print',
  'fmt.Printf',
  'fmt.Println',
  'fmt.Sprint',
  'fmt.Sprintf',
  'fmt.Sprintln',
  'runtime.AddCleanup',
  'runtime.Cleanup.Stop',
  'runtime.GC',
  'runtime.Gosched',
  'runtime.KeepAlive',
  'runtime.NumGoroutine',
  'runtime.ReadMemStats',
  'runtime.SetFinalizer',
  'sort.Ints',
  'sort.Slice',
  'sort.Strings',
  'strings.Builder.Cap',
  'strings.Builder.Grow',
  'strings.Builder.Len',
  'strings.Builder.Reset',
  'strings.Builder.String',
  'strings.Builder.Write',
  'strings.Builder.WriteByte',
  'strings.Builder.WriteRune',
  'strings.Builder.WriteString',
  'strings.Contains',
  'strings.Fields',
  'strings.HasPrefix',
  'strings.HasSuffix',
  'strings.Index',
  'strings.Join',
  'strings.Repeat',
  'strings.Replace',
  'strings.ReplaceAll',
  'strings.Split',
  'strings.ToLower',
  'strings.ToUpper',
  'strings.TrimSpace',
  'sync.Mutex.Lock',
  'sync.Mutex.TryLock',
  'sync.Mutex.Unlock',
  'sync.WaitGroup.Add',
  'sync.WaitGroup.Done',
  'sync.WaitGroup.Wait',
  'time.Duration.Hours',
  'time.Duration.Microseconds',
  'time.Duration.Milliseconds',
  'time.Duration.Minutes',
  'time.Duration.Nanoseconds',
  'time.Duration.Seconds',
  'time.Duration.String',
  'time.Sleep',
  'weak.Make',
  'weak.Pointer.Value',
] as const;

export type NativeName = (typeof nativeNames)[number];

const numbers = new Map<string, number>(nativeNames.map((name, index) => [name, index]));

/** The number of a library function; throws if the machine does not have it. */
export function nativeIndex(name: string): number {
  const index = numbers.get(name);
  if (index === undefined) throw new TypeError(`${name} is not provided.`);
  return index;
}
