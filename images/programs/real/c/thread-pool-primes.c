// Counts primes with a pool of threads that take blocks from a queue; needs POSIX threads and C11 atomics.
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 4, BLOCK = 5000, LIMIT = 200000, CAPACITY = 8 };

static struct {
    int items[CAPACITY], head, count;
    bool closed;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
} queue = { .mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };

static atomic_int primes, blocks;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_barrier_t barrier;
static _Thread_local int mine;
static int opened;

static void open_once(void) { opened++; }

static void put(int item)
{
    pthread_mutex_lock(&queue.mutex);
    while (queue.count == CAPACITY)
        pthread_cond_wait(&queue.changed, &queue.mutex);
    queue.items[(queue.head + queue.count++) % CAPACITY] = item;
    pthread_cond_broadcast(&queue.changed);
    pthread_mutex_unlock(&queue.mutex);
}

static bool take(int *item)
{
    pthread_mutex_lock(&queue.mutex);
    while (queue.count == 0 && !queue.closed)
        pthread_cond_wait(&queue.changed, &queue.mutex);
    bool any = queue.count > 0;
    if (any) {
        *item = queue.items[queue.head];
        queue.head = (queue.head + 1) % CAPACITY, queue.count--;
        pthread_cond_broadcast(&queue.changed);
    }
    pthread_mutex_unlock(&queue.mutex);
    return any;
}

static void *work(void *unused)
{
    pthread_once(&once, open_once);
    pthread_barrier_wait(&barrier);
    for (int start; take(&start); atomic_fetch_add(&blocks, 1))
        for (int n = start < 2 ? 2 : start; n < start + BLOCK; n++) {
            bool prime = true;
            for (int d = 2; prime && d * d <= n; d++)
                prime = n % d != 0;
            mine += prime;
        }
    atomic_fetch_add(&primes, mine);
    return malloc(mine % 7 + 1); // something to join with
}

int main(void)
{
    pthread_t threads[THREADS];
    pthread_barrier_init(&barrier, NULL, THREADS);
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work, NULL) != 0)
            return 1;
    for (int start = 0; start < LIMIT; start += BLOCK)
        put(start);
    pthread_mutex_lock(&queue.mutex);
    queue.closed = true;
    pthread_cond_broadcast(&queue.changed);
    pthread_mutex_unlock(&queue.mutex);
    int joined = 0;
    for (int i = 0; i < THREADS; i++) {
        void *result = NULL;
        joined += pthread_join(threads[i], &result) == 0 && result;
        free(result);
    }
    printf("%d primes below %d in %d blocks, %d threads joined, opened %d time(s)\n", primes, LIMIT, blocks, joined, opened);
}
