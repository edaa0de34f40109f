package queue

import (
	"errors"
	"sync"
)

// ErrFull is returned when no more fits in.
var ErrFull = errors.New("the queue is full")

// ErrEmpty is returned when there is nothing to take.
var ErrEmpty = errors.New("the queue is empty")

// Queue is a ring of a fixed size that several goroutines may use.
type Queue struct {
	mu    sync.Mutex
	items []string
	head  int
	count int
}

// New makes a queue for so many items.
func New(size int) *Queue {
	return &Queue{items: make([]string, size)}
}

// Put adds an item at the end.
func (q *Queue) Put(item string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.count == len(q.items) {
		return ErrFull
	}
	q.items[(q.head+q.count)%len(q.items)] = item
	q.count++
	return nil
}

// Take removes the oldest item.
func (q *Queue) Take() (string, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.count == 0 {
		return "", ErrEmpty
	}
	item := q.items[q.head]
	q.items[q.head] = ""
	q.head = (q.head + 1) % len(q.items)
	q.count--
	return item, nil
}
