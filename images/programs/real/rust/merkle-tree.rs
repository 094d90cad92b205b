//! Hashes known inputs, a file in pieces and a tree whose leaves can be proved; needs the crates sha2 and hex.
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512, Sha512_256};
use std::io::{copy, Write};

type Hash = [u8; 32];

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

fn leaf(text: &str) -> Hash {
    Sha256::new().chain_update([0]).chain_update(text).finalize().into()
}

/// The levels of the tree, from the leaves to the root; a last one without a neighbour goes up as it is.
fn levels(leaves: Vec<Hash>) -> Vec<Vec<Hash>> {
    let mut tree = vec![leaves];
    while let Some(last) = tree.last().filter(|level| level.len() > 1) {
        let next = last.chunks(2).map(|pair| if let [a, b] = pair { node(a, b) } else { pair[0] }).collect();
        tree.push(next);
    }
    tree
}

fn proof(tree: &[Vec<Hash>], mut at: usize) -> Vec<(bool, Hash)> {
    let mut path = vec![];
    for level in &tree[..tree.len() - 1] {
        if let Some(neighbour) = level.get(at ^ 1) {
            path.push((at % 2 == 1, *neighbour));
        }
        at /= 2;
    }
    path
}

fn proved(text: &str, path: &[(bool, Hash)], root: &Hash) -> bool {
    path.iter().fold(leaf(text), |hash, (left, other)| if *left { node(other, &hash) } else { node(&hash, other) }) == *root
}

fn hmac(key: &[u8], message: &[u8]) -> String {
    let mut block = [0u8; 64];
    block[..key.len()].copy_from_slice(key);
    let inner = Sha256::new().chain_update(block.map(|b| b ^ 0x36)).chain_update(message).finalize();
    hex::encode(Sha256::new().chain_update(block.map(|b| b ^ 0x5c)).chain_update(inner).finalize())
}

fn main() -> std::io::Result<()> {
    println!("{}", hex::encode(Sha256::digest("abc")));
    println!("{}", hex::encode(Sha256::digest("")));
    println!("{}", hex::encode(Sha224::digest("abc")));
    println!("{}", hex::encode(Sha512_256::digest("abc")));
    println!("{:x}", Sha384::digest("abc"));
    println!("{:x}", Sha512::digest("abc"));
    println!("{}", hmac(b"Jefe", b"what do ya want for nothing?"));

    let path = std::env::temp_dir().join(format!("zeros-{}.bin", std::process::id()));
    std::fs::write(&path, vec![0u8; 1_000_000])?;
    let mut hasher = Sha256::new();
    let copied = copy(&mut std::fs::File::open(&path)?, &mut hasher)?;
    hasher.write_all(b"")?;
    println!("{copied} {:x}", hasher.finalize_reset());
    hasher.update("Größe");
    println!("{}", hasher.finalize() == Sha256::digest("Größe"));
    std::fs::remove_file(path)?;

    let texts: Vec<String> = (0..11).map(|n| format!("Überweisung {n}")).collect();
    let tree = levels(texts.iter().map(|text| leaf(text)).collect());
    let root = tree[tree.len() - 1][0];
    println!("{:?}", tree.iter().map(Vec::len).collect::<Vec<_>>());
    println!("all proved: {}", texts.iter().enumerate().all(|(n, text)| proved(text, &proof(&tree, n), &root)));
    println!("lengths {:?}", (0..11).map(|n| proof(&tree, n).len()).collect::<Vec<_>>());
    println!("forged: {} {}", proved("Überweisung 99", &proof(&tree, 3), &root), proved(&texts[3], &proof(&tree, 4), &root));
    let nonce = (0u32..).find(|n| Sha256::digest(format!("Block {n}"))[0] == 0).expect("one in 256");
    println!("work: {}", Sha256::digest(format!("Block {nonce}"))[0]);
    Ok(())
}
