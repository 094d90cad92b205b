// Moves money between accounts in pools, virtual threads and futures; needs threads.
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

public class Main {
    static final class Account {
        final ReentrantLock lock = new ReentrantLock();
        final int id;
        long cents = 1_000_00;

        Account(int id) {
            this.id = id;
        }
    }

    static boolean move(Account from, Account to, long cents) {
        Account first = from.id < to.id ? from : to; // always in the same order, so that two transfers cannot block each other
        Account second = first == from ? to : from;
        first.lock.lock();
        second.lock.lock();
        try {
            if (from.cents < cents) {
                return false;
            }
            from.cents -= cents;
            to.cents += cents;
            return true;
        } finally {
            second.lock.unlock();
            first.lock.unlock();
        }
    }

    public static void main(String[] args) throws Exception {
        List<Account> accounts = IntStream.range(0, 10).mapToObj(Account::new).toList();
        LongAdder done = new LongAdder();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 20_000; i++) {
                int n = i;
                pool.submit(() -> {
                    if (move(accounts.get(n % 10), accounts.get((n * 7 + 3) % 10), n % 900)) {
                        done.increment();
                    }
                });
            }
        }
        System.out.println("in all " + accounts.stream().mapToLong(a -> a.cents).sum() + ", none below 0: " + accounts.stream().allMatch(a -> a.cents >= 0) + ", moved: " + (done.sum() > 0));

        AtomicInteger active = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore three = new Semaphore(3);
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                virtual.submit(() -> {
                    three.acquireUninterruptibly();
                    most.accumulateAndGet(active.incrementAndGet(), Math::max);
                    Thread.yield();
                    active.decrementAndGet();
                    three.release();
                });
            }
        }
        System.out.println("at most three at once: " + (most.get() <= 3 && most.get() >= 1));

        CompletableFuture<Integer> price = CompletableFuture.supplyAsync(() -> 40).thenCombine(CompletableFuture.supplyAsync(() -> 2), Integer::sum);
        System.out.println(price.get(5, TimeUnit.SECONDS) + " " + CompletableFuture.supplyAsync(() -> 1 / Integer.parseInt("0")).exceptionally(e -> -1).join());
        Future<Object> failing = ForkJoinPool.commonPool().submit(() -> { throw new IllegalStateException("Überlauf"); });
        try {
            failing.get();
        } catch (ExecutionException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            System.out.println("failed: " + root.getMessage());
        }

        ConcurrentHashMap<Integer, Integer> digits = new ConcurrentHashMap<>();
        IntStream.range(0, 10_000).parallel().forEach(n -> digits.merge(n % 7, 1, Integer::sum));
        System.out.println(digits + " " + LongStream.rangeClosed(1, 100_000).parallel().filter(n -> n % 3 == 0).sum());
        Thread sleeper = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                System.out.println("woken");
            }
        });
        sleeper.interrupt();
        sleeper.join();
    }
}
