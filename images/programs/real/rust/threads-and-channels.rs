//! Shares work among threads by channels, locks, barriers and atomics, and catches panics; needs threads.
use std::collections::{BTreeMap, VecDeque};
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, TrySendError};
use std::sync::{Arc, Barrier, Condvar, Mutex, OnceLock, RwLock};
use std::thread;
use std::time::Duration;

type Job = Box<dyn FnOnce() -> u64 + Send>;

struct Pool {
    jobs: Option<mpsc::Sender<Job>>,
    results: mpsc::Receiver<u64>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Pool {
        let (jobs, queue) = mpsc::channel::<Job>();
        let (send, results) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let workers = (0..size).map(|_| {
            let (queue, send) = (Arc::clone(&queue), send.clone());
            thread::spawn(move || loop {
                let job = queue.lock().expect("no panic").recv();
                let Ok(job) = job else { break };
                send.send(job()).expect("a receiver");
            })
        });
        Pool { jobs: Some(jobs), results, workers: workers.collect() }
    }

    fn run(&self, job: impl FnOnce() -> u64 + Send + 'static) {
        self.jobs.as_ref().expect("open").send(Box::new(job)).expect("a worker");
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs.take(); // ends the workers' loops
        let ended = self.workers.drain(..).map(|worker| worker.join().is_ok()).filter(|good| *good).count();
        println!("{ended} workers ended");
    }
}

fn collatz(start: u64) -> u64 {
    std::iter::successors(Some(start), |&n| (n != 1).then(|| if n % 2 == 0 { n / 2 } else { 3 * n + 1 })).count() as u64 - 1
}

fn main() {
    let pool = Pool::new(4);
    for n in [27, 97, 871, 6171, 1] {
        pool.run(move || collatz(n));
    }
    let mut steps: Vec<u64> = pool.results.iter().take(5).collect();
    steps.sort_unstable();
    println!("{steps:?}");
    drop(pool);

    let mut grid = vec![0u32; 12];
    let total = AtomicUsize::new(0);
    thread::scope(|scope| {
        for (n, part) in grid.chunks_mut(4).enumerate() {
            let total = &total;
            scope.spawn(move || part.iter_mut().for_each(|cell| { *cell = (n as u32 + 1) * 11; total.fetch_add(1, Ordering::Relaxed); }));
        }
    });
    println!("{grid:?} {}", total.into_inner());

    let (barrier, leaders) = (Arc::new(Barrier::new(3)), Arc::new(AtomicUsize::new(0)));
    let threads: Vec<_> = (0..3).map(|_| { let (barrier, leaders) = (barrier.clone(), leaders.clone()); thread::spawn(move || { leaders.fetch_add(barrier.wait().is_leader() as usize, Ordering::SeqCst); }) }).collect();
    threads.into_iter().for_each(|t| t.join().expect("no panic"));
    println!("leaders: {}", leaders.load(Ordering::SeqCst));

    let shared = Arc::new((Mutex::new(VecDeque::new()), Condvar::new(), AtomicBool::new(false)));
    let consumer = { let shared = shared.clone(); thread::spawn(move || {
        let mut sum = 0;
        loop {
            let mut queue = shared.1.wait_while(shared.0.lock().expect("no panic"), |q: &mut VecDeque<u32>| q.is_empty() && !shared.2.load(Ordering::SeqCst)).expect("no panic");
            match queue.pop_front() { Some(n) => sum += n, None => return sum }
        }
    }) };
    for n in 1..=100 {
        shared.0.lock().expect("no panic").push_back(n);
        shared.1.notify_one();
    }
    { let _guard = shared.0.lock().expect("no panic"); shared.2.store(true, Ordering::SeqCst); }
    shared.1.notify_all();
    println!("sum {:?}", consumer.join().ok());

    let (send, receive) = mpsc::sync_channel(1);
    println!("{:?} {:?}", send.try_send("voll"), matches!(send.try_send("x"), Err(TrySendError::Full("x"))));
    println!("{:?} {:?}", receive.recv(), receive.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout));
    panic::set_hook(Box::new(|_| {}));
    let table = RwLock::new(BTreeMap::from([("a", 1)]));
    let failed = thread::scope(|scope| scope.spawn(|| { let mut map = table.write().expect("no panic yet"); map.insert("b", 2); panic!("Überlauf in {}", map.len()) }).join());
    println!("{:?} poisoned: {}", failed.err().and_then(|e: Box<dyn std::any::Any + Send>| e.downcast_ref::<String>().cloned()), table.is_poisoned());
    println!("{:?}", table.read().unwrap_or_else(|poisoned| poisoned.into_inner()).len());
    static NAME: OnceLock<String> = OnceLock::new();
    let named = thread::Builder::new().name("Fädchen".into()).stack_size(64 << 10).spawn(|| NAME.get_or_init(|| thread::current().name().unwrap_or("").to_string())).expect("a thread");
    println!("{:?}", named.join().ok());
}
