#[path = "{{directory}}/greeting.rs"]
mod greeting;

fn main() {
    println!("{}", greeting::from("zwei Dateien"));
}
