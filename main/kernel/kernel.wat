;; What scripts of main/simulator do, word for word, over the same arrays in one memory. The scripts
;; say why; this one only says how.
;;
;; The memory begins with a cache line of what the code has to know: the byte offset of the plane of
;; objects and the words in a granule, and at byte 16 two ones. At byte 64 follow the registers, at
;; 1088 a chunk of events, at 1049664 the heap, so that blocks keep to cache lines.
;;
;; A heap address `a` counts words of 8 bytes from the heap's first one on.
(module
  (import "memory" "words" (memory 1))

  ;; `StoreField` of main/simulator/kernel.ts: a counted pointer store, with its events. Two words are
  ;; written at a time wherever they are neighbours, and each branch is what it is on nearly all
  ;; calls: so what the next store loads is on its way before this one has all that it loads.
  (data (i32.const 16) "\01\00\00\00\01\00\00\00")
  (func (export "storeField") (param $at i32) (param $owner i32) (param $word i32)
    (param $address i32) (param $object i32) (result i32)
    (local $place i32)   ;; byte of the word, less where the heap begins
    (local $objects i32) ;; byte of the plane of objects
    (local $record i32)  ;; byte of the object's record: its granule, its count
    (local $old i32)     ;; what the word pointed at
    (local $from i32)    ;; byte of its record
    (local $left i32)    ;; its count
    (local $count i64)
    (local $upper i64)   ;; the object as the upper half of two words

    ;; All that may be far away is asked for first; nil has a record, too.
    (local.set $objects (i32.load (i32.const 0)))
    (local.set $place (i32.shl (local.get $word) (i32.const 3)))
    (local.set $old (i32.load offset=1049668 (local.get $place)))
    (local.set $from (i32.add (local.get $objects) (i32.shl (local.get $old) (i32.const 4))))
    (local.set $left
      (i32.sub
        (i32.load offset=4 (local.get $from))
        ;; What is counted down was counted up before.
        (i32.ne (local.get $old) (local.get $object))))
    (local.set $record
      (i32.add (local.get $objects) (i32.shl (local.get $object) (i32.const 4))))
    (local.set $count
      (i64.extend_i32_u (i32.add (i32.load offset=4 (local.get $record)) (i32.const 1))))

    ;; There is room in the chunk, the object is not nil, the address is its own, and what the word
    ;; held was no number of the program's own.
    (if (i32.gt_s (local.get $at) (i32.const 262132)) (then (return (i32.const -1))))
    (if (i32.eqz (local.get $object)) (then (return (i32.const -1))))
    (if
      (i32.ne
        (i32.add
          (i32.mul (i32.load (local.get $record)) (i32.load offset=4 (i32.const 0)))
          (i32.const 1))
        (local.get $address))
      (then (return (i32.const -1))))
    (if (i32.eqz (local.get $old))
      (then
        (if (i32.load offset=1049664 (local.get $place)) (then (return (i32.const -1))))))

    (local.set $at (i32.shl (local.get $at) (i32.const 2)))
    (local.set $upper (i64.shl (i64.extend_i32_u (local.get $object)) (i64.const 32)))
    (i64.store32 offset=4 (local.get $record) (local.get $count))
    (i64.store offset=1049664 (local.get $place)
      (i64.or (i64.extend_i32_u (local.get $address)) (local.get $upper)))

    ;; inc, which tells the word of the write, too
    (i64.store offset=1088 (local.get $at)
      (i64.or (i64.const 9) (local.get $upper)))
    (i64.store offset=1096 (local.get $at)
      (i64.or
        (local.get $count)
        (i64.shl (i64.extend_i32_u (local.get $word)) (i64.const 32))))
    ;; write
    (i64.store offset=1104 (local.get $at)
      (i64.or
        (i64.const 0xfffff804)
        (i64.shl (i64.extend_i32_u (local.get $owner)) (i64.const 32))))
    (i64.store offset=1112 (local.get $at)
      (i64.or (i64.extend_i32_u (local.get $old)) (local.get $upper)))

    (if (i32.eqz (local.get $old))
      (then
        ;; The register of increments (9).
        (i32.store offset=100 (i32.const 0)
          (i32.add (i32.load offset=100 (i32.const 0)) (i32.const 1)))
        (return (i32.const -2))))
    (i32.store offset=4 (local.get $from) (local.get $left))
    ;; This one, and that of decrements (10).
    (v128.store64_lane offset=100 align=4 0 (i32.const 0)
      (i32x4.add
        (v128.load64_zero offset=100 align=4 (i32.const 0))
        (v128.load offset=16 (i32.const 0))))
    ;; dec
    (i64.store offset=1120 (local.get $at)
      (i64.or
        (i64.const 10)
        (i64.shl (i64.extend_i32_u (local.get $old)) (i64.const 32))))
    (i64.store offset=1128 (local.get $at) (i64.extend_i32_u (local.get $left)))
    (if (i32.eqz (local.get $left)) (then (return (local.get $old))))
    (i32.const 0))

  ;; Breadth-first marking as `scanQueue` of main/simulator/collectors/scan-queue.ts does it. An
  ;; address in the queue is that of an object's first payload word: the header stands before it.
  ;; Byte offsets of the queue, the mark bits, what is told, and the state.
  (func (export "scan") (param $queue i32) (param $marks i32) (param $told i32) (param $state i32)
    (local $head i32)    ;; byte of the next entry of the queue
    (local $tail i32)    ;; byte behind its last entry
    (local $offset i32)  ;; from an entry of the queue to the word that tells of it
    (local $enough i32)  ;; byte of told words at which no further batch begins
    (local $end i32)     ;; behind the last entry of the batch
    (local $entry i32)
    (local $deepest i32)
    (local $slots i32)
    (local $sink i32)
    (local $object i32)  ;; byte of the payload of the object being scanned, less 64
    (local $count i32)   ;; its pointer fields
    (local $field i32)
    (local $last i32)
    (local $target i32)
    (local $place i32)   ;; byte of the word of the target's mark
    (local $mark i32)

    (local.set $head
      (i32.add (local.get $queue) (i32.shl (i32.load (local.get $state)) (i32.const 2))))
    (local.set $tail
      (i32.add (local.get $queue) (i32.shl (i32.load offset=4 (local.get $state)) (i32.const 2))))
    (local.set $deepest (i32.shl (i32.load offset=8 (local.get $state)) (i32.const 2)))
    (local.set $enough
      (i32.add (local.get $told) (i32.shl (i32.load offset=20 (local.get $state)) (i32.const 2))))
    (local.set $sink (i32.load offset=24 (local.get $state)))
    (local.set $offset (i32.sub (local.get $told) (local.get $tail)))
    ;; nil is object 0: marked meanwhile.
    (i32.store (local.get $marks) (i32.or (i32.load (local.get $marks)) (i32.const 1)))

    (block $done
      (loop $batches
        (br_if $done (i32.ge_u (local.get $head) (local.get $tail)))
        (br_if $done
          (i32.ge_u (i32.add (local.get $tail) (local.get $offset)) (local.get $enough)))
        ;; A batch is 128 entries, or what there is.
        (local.set $end (i32.add (local.get $head) (i32.const 512)))
        (local.set $end
          (select (local.get $end) (local.get $tail)
            (i32.lt_u (local.get $end) (local.get $tail))))

        ;; The headers of a batch are read for nothing but to have them in the cache.
        (block $touched
          (br_if $touched
            (i32.le_u (i32.sub (local.get $end) (local.get $head)) (i32.const 16)))
          (local.set $entry (local.get $head))
          (loop $touch
            (local.set $sink
              (i32.xor (local.get $sink)
                (i32.load offset=1049656 (i32.shl (i32.load (local.get $entry)) (i32.const 3)))))
            (br_if $touch
              (i32.lt_u
                (local.tee $entry (i32.add (local.get $entry) (i32.const 4)))
                (local.get $end)))))

        (loop $objects
          (local.set $object (i32.shl (i32.load (local.get $head)) (i32.const 3)))
          (local.set $count (i32.and (i32.load offset=1049656 (local.get $object)) (i32.const 7)))
          ;; An object that does not tell its fields by itself.
          (br_if $done (i32.eq (local.get $count) (i32.const 7)))
          (local.set $field (local.get $object))
          (local.set $last
            (i32.add (local.get $object) (i32.shl (local.get $count) (i32.const 3))))
          (block $scanned
            (br_if $scanned (i32.eqz (local.get $count)))
            (loop $fields
              (local.set $target (i32.load offset=1049668 (local.get $field)))
              (local.set $place
                (i32.add (local.get $marks)
                  (i32.shl (i32.shr_u (local.get $target) (i32.const 5)) (i32.const 2))))
              (local.set $mark (i32.load (local.get $place)))
              (i32.store (local.get $place)
                (i32.or (local.get $mark) (i32.shl (i32.const 1) (local.get $target))))
              (i32.store (local.get $tail) (i32.load offset=1049664 (local.get $field)))
              (i32.store (i32.add (local.get $tail) (local.get $offset)) (local.get $target))
              ;; Both stay where they are if the target was marked.
              (local.set $tail
                (i32.add (local.get $tail)
                  (i32.shl
                    (i32.xor
                      (i32.and (i32.shr_u (local.get $mark) (local.get $target)) (i32.const 1))
                      (i32.const 1))
                    (i32.const 2))))
              (br_if $fields
                (i32.lt_u
                  (local.tee $field (i32.add (local.get $field) (i32.const 8)))
                  (local.get $last)))))
          (i32.store (i32.add (local.get $tail) (local.get $offset))
            (i32.or
              (i32.load offset=1049660 (local.get $object))
              (i32.shl (i32.add (local.get $count) (i32.const 1)) (i32.const 28))))
          (local.set $offset (i32.add (local.get $offset) (i32.const 4)))
          (local.set $head (i32.add (local.get $head) (i32.const 4)))
          (local.set $slots (i32.add (local.get $slots) (local.get $count)))
          (local.set $entry (i32.sub (local.get $tail) (local.get $head)))
          (local.set $deepest
            (select (local.get $entry) (local.get $deepest)
              (i32.gt_s (local.get $entry) (local.get $deepest))))
          (br_if $objects (i32.lt_u (local.get $head) (local.get $end))))
        (br $batches)))

    (i32.store (local.get $marks) (i32.and (i32.load (local.get $marks)) (i32.const -2)))
    (i32.store (local.get $state)
      (i32.shr_u (i32.sub (local.get $head) (local.get $queue)) (i32.const 2)))
    (i32.store offset=4 (local.get $state)
      (i32.shr_u (i32.sub (local.get $tail) (local.get $queue)) (i32.const 2)))
    (i32.store offset=8 (local.get $state) (i32.shr_u (local.get $deepest) (i32.const 2)))
    (i32.store offset=12 (local.get $state) (local.get $slots))
    (i32.store offset=16 (local.get $state)
      (i32.shr_u
        (i32.sub (i32.add (local.get $tail) (local.get $offset)) (local.get $told))
        (i32.const 2)))
    (i32.store offset=24 (local.get $state) (local.get $sink))))
