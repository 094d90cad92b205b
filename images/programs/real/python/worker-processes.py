# Shares work among threads and processes, with pools, queues, locks and shared memory (needs: multiprocessing, semaphores).
import multiprocessing as mp
import queue
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from multiprocessing import shared_memory


def collatz(start: int) -> tuple[int, int]:
    steps, n = 0, start
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps, start


def add(total, lock, count: int) -> None:
    for _ in range(count):
        with lock:
            total.value += 1


def fill(name: str, offset: int) -> None:
    block = shared_memory.SharedMemory(name)
    block.buf[offset:offset + 4] = bytes([65 + offset] * 4)
    block.close()


def run_all(context, target, arguments) -> list[int]:
    processes = [context.Process(target=target, args=each) for each in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def main() -> None:
    context = mp.get_context("fork")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        print("longest:", max(pool.map(collatz, range(1, 3000), chunksize=500)))
        try:
            pool.submit(int, "Überlauf").result()
        except ValueError as error:
            print("error from a process:", error)

    total, lock = context.Value("i", 0, lock=False), context.Lock()
    print("ended with", run_all(context, add, [(total, lock, 500)] * 3), "counted", total.value)

    block = shared_memory.SharedMemory(create=True, size=16)
    run_all(context, fill, [(block.name, offset) for offset in (0, 4, 8, 12)])
    print("shared:", bytes(block.buf[:16]).decode())
    block.close()
    block.unlink()

    jobs, done = queue.PriorityQueue(), []
    for job in ((3, "c"), (1, "a"), (2, "b")):
        jobs.put(job)
    thread = threading.Thread(target=lambda: [done.append(jobs.get()[1]) for _ in range(3)])
    thread.start()
    thread.join()
    print("order:", done, "alive:", thread.is_alive())

    barrier = threading.Barrier(4, timeout=10)
    with ThreadPoolExecutor(4) as pool:
        print("met:", sorted(future.result() for future in as_completed([pool.submit(barrier.wait) for _ in range(4)])))


if __name__ == "__main__":
    main()
