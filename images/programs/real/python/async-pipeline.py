# Queues, timeouts, task groups, streams over a socket and child processes with asyncio (needs: asyncio, loopback).
import asyncio
import sys


async def produce(queue: asyncio.Queue, count: int) -> None:
    for number in range(count):
        await queue.put(number)
    await queue.put(None)


async def consume(queue: asyncio.Queue) -> list[int]:
    squares = []
    while (number := await queue.get()) is not None:
        squares.append(number * number)
    return squares


async def countdown(start: int):
    while start:
        yield start
        start -= 1
        await asyncio.sleep(0)


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while line := await reader.readline():
        writer.write(line.decode().strip()[::-1].encode() + b"\n")
        await writer.drain()
    writer.close()


async def ask(port: int, text: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text.encode() + b"\n")
    answer = (await reader.readline()).decode().strip()
    writer.close()
    await writer.wait_closed()
    return answer


async def main() -> None:
    queue = asyncio.Queue(maxsize=3)
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(queue, 8))
        result = group.create_task(consume(queue))
    print("squares:", result.result(), "countdown:", [number async for number in countdown(5)])

    try:
        async with asyncio.timeout(0.05):
            await asyncio.Event().wait()
    except TimeoutError:
        print("too slow")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(30))
            group.create_task(asyncio.to_thread(int, "zwölf"))
    except* ValueError as errors:
        print("failed:", errors.exceptions[0])

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        print("answers:", await asyncio.gather(*(ask(port, word) for word in ("Regen", "größer", "上海"))))

    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(input()[::-1]); exit(7)", stdin=-1, stdout=-1)
    output, _ = await child.communicate("Lager\n".encode())
    print("child:", output.decode().strip(), child.returncode)


asyncio.run(main())
