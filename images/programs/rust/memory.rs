fn main() {
    let mut memory = Vec::new();
    for _ in 0..256 {
        memory.push(vec![1u8; 16 << 20]);
    }
    println!("no limit {}", memory.len());
}
