{{imports}}

fn main() {
    println!("imported");
}
