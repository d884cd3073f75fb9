/**
 * Names that Go's packages export and MiniGo leaves out, so that `fmt.Fprintf` is "not part of
 * MiniGo" while `fmt.Foo` is undefined. `T.m` is a field or method of a type that MiniGo has. (Go 1.24)
 */
export const outsideMembers: Readonly<Record<string, string>> = {
  errors: 'As ErrUnsupported Is Join Unwrap',
  fmt:
    'Append Appendf Appendln FormatString Formatter Fprint Fprintf Fprintln Fscan Fscanf Fscanln ' +
    'GoStringer Scan ScanState Scanf Scanln Scanner Sscan Sscanf Sscanln State',
  runtime:
    'BlockProfile BlockProfileRecord Breakpoint CPUProfile Caller Callers CallersFrames Compiler Error ' +
    'Frame Frames Func FuncForPC GOARCH GOMAXPROCS GOOS GOROOT Goexit GoroutineProfile LockOSThread ' +
    'MemProfile MemProfileRate MemProfileRecord MemStats.Alloc MemStats.BuckHashSys MemStats.BySize ' +
    'MemStats.DebugGC MemStats.EnableGC MemStats.GCCPUFraction MemStats.GCSys MemStats.HeapIdle ' +
    'MemStats.HeapInuse MemStats.HeapReleased MemStats.HeapSys MemStats.LastGC MemStats.Lookups ' +
    'MemStats.MCacheInuse MemStats.MCacheSys MemStats.MSpanInuse MemStats.MSpanSys MemStats.NextGC ' +
    'MemStats.NumForcedGC MemStats.OtherSys MemStats.PauseEnd MemStats.PauseNs MemStats.PauseTotalNs ' +
    'MemStats.StackInuse MemStats.StackSys MemStats.Sys MemStats.TotalAlloc MutexProfile NumCPU ' +
    'NumCgoCall PanicNilError Pinner ReadTrace SetBlockProfileRate SetCPUProfileRate SetCgoTraceback ' +
    'SetMutexProfileFraction Stack StackRecord StartTrace StopTrace ThreadCreateProfile ' +
    'TypeAssertionError UnlockOSThread Version',
  sort:
    'Find Float64Slice Float64s Float64sAreSorted IntSlice Interface IntsAreSorted IsSorted Reverse ' +
    'Search SearchFloat64s SearchInts SearchStrings SliceIsSorted SliceStable Sort Stable StringSlice ' +
    'StringsAreSorted',
  strings:
    'Clone Compare ContainsAny ContainsFunc ContainsRune Count Cut CutPrefix CutSuffix EqualFold ' +
    'FieldsFunc FieldsFuncSeq FieldsSeq IndexAny IndexByte IndexFunc IndexRune LastIndex LastIndexAny ' +
    'LastIndexByte LastIndexFunc Lines Map NewReader NewReplacer Reader Replacer SplitAfter SplitAfterN ' +
    'SplitAfterSeq SplitN SplitSeq Title ToLowerSpecial ToTitle ToTitleSpecial ToUpperSpecial ToValidUTF8 ' +
    'Trim TrimFunc TrimLeft TrimLeftFunc TrimPrefix TrimRight TrimRightFunc TrimSuffix',
  sync: 'Cond Locker Map NewCond Once OnceFunc OnceValue OnceValues Pool RWMutex',
  time:
    'ANSIC After AfterFunc April August Date DateOnly DateTime December Duration.Abs Duration.Round ' +
    'Duration.Truncate February FixedZone Friday January July June Kitchen Layout LoadLocation ' +
    'LoadLocationFromTZData Local Location March May Monday Month NewTicker NewTimer November Now October ' +
    'Parse ParseDuration ParseError ParseInLocation RFC1123 RFC1123Z RFC3339 RFC3339Nano RFC822 RFC822Z ' +
    'RFC850 RubyDate Saturday September Since Stamp StampMicro StampMilli StampNano Sunday Thursday Tick ' +
    'Ticker Time TimeOnly Timer Tuesday UTC Unix UnixDate UnixMicro UnixMilli Until Wednesday Weekday',
  unsafe: 'Add Alignof Offsetof Pointer Slice SliceData String StringData',
  weak: '',
};
