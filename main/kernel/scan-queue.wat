;; Breadth-first marking: what `scanQueue` of main/simulator/collectors/scan-queue.ts does, word for
;; word, over the same arrays in one memory. That file says why; this one only says how.
;;
;; A heap address `a` counts words of 8 bytes from `heap` on, which lies at byte 64 so that blocks
;; keep to cache lines. It is that of an object's first payload word: the header stands before it.
(module
  (import "memory" "words" (memory 1))

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
                (i32.load offset=56 (i32.shl (i32.load (local.get $entry)) (i32.const 3)))))
            (br_if $touch
              (i32.lt_u
                (local.tee $entry (i32.add (local.get $entry) (i32.const 4)))
                (local.get $end)))))

        (loop $objects
          (local.set $object (i32.shl (i32.load (local.get $head)) (i32.const 3)))
          (local.set $count (i32.and (i32.load offset=56 (local.get $object)) (i32.const 7)))
          ;; An object that does not tell its fields by itself.
          (br_if $done (i32.eq (local.get $count) (i32.const 7)))
          (local.set $field (local.get $object))
          (local.set $last
            (i32.add (local.get $object) (i32.shl (local.get $count) (i32.const 3))))
          (block $scanned
            (br_if $scanned (i32.eqz (local.get $count)))
            (loop $fields
              (local.set $target (i32.load offset=68 (local.get $field)))
              (local.set $place
                (i32.add (local.get $marks)
                  (i32.shl (i32.shr_u (local.get $target) (i32.const 5)) (i32.const 2))))
              (local.set $mark (i32.load (local.get $place)))
              (i32.store (local.get $place)
                (i32.or (local.get $mark) (i32.shl (i32.const 1) (local.get $target))))
              (i32.store (local.get $tail) (i32.load offset=64 (local.get $field)))
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
              (i32.load offset=60 (local.get $object))
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
