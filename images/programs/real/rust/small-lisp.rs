//! Reads and runs a small Lisp with closures, recursion and errors; needs Rc and RefCell only.
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

#[derive(Clone)]
enum Value {
    Number(f64),
    Text(String),
    Symbol(String),
    List(Rc<[Value]>),
    Builtin(fn(&[Value]) -> Result<Value, String>),
    Closure(Rc<(Vec<String>, Value, Scope)>),
}
use Value::*;

#[derive(Clone, Default)]
struct Scope(Rc<RefCell<HashMap<String, Value>>>, Option<Rc<Scope>>);

impl Scope {
    fn get(&self, name: &str) -> Option<Value> {
        self.0.borrow().get(name).cloned().or_else(|| self.1.as_ref()?.get(name))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Number(n) => write!(f, "{n}"),
            Text(t) => write!(f, "{t:?}"),
            Symbol(s) => write!(f, "{s}"),
            List(items) => write!(f, "({})", items.iter().map(Value::to_string).collect::<Vec<_>>().join(" ")),
            Builtin(_) | Closure(_) => write!(f, "<Funktion>"),
        }
    }
}

fn tokens(text: &str) -> Vec<String> {
    let (mut found, mut quoted) = (vec![], false);
    for part in text.split('"') {
        if quoted { found.push(format!("\"{part}")) } else { found.extend(part.replace('(', " ( ").replace(')', " ) ").split_whitespace().map(String::from)) }
        quoted = !quoted;
    }
    found
}

fn read(from: &mut std::iter::Peekable<std::vec::IntoIter<String>>) -> Result<Value, String> {
    let token = from.next().ok_or("Eingabe zu Ende")?;
    if token == "(" {
        let mut items = vec![];
        while from.peek().is_some_and(|t| t != ")") {
            items.push(read(from)?);
        }
        return from.next().map(|_| List(items.into())).ok_or("Klammer fehlt".into());
    }
    if token == ")" { return Err("Klammer zu viel".into()); }
    Ok(token.strip_prefix('"').map(|t| Text(t.into())).or_else(|| token.parse().ok().map(Number)).unwrap_or(Symbol(token)))
}

fn truth(value: &Value) -> bool {
    !matches!(value, Number(n) if *n == 0.0)
}

fn eval(value: &Value, scope: &Scope) -> Result<Value, String> {
    let items = match value {
        Symbol(name) => return scope.get(name).ok_or(format!("{name} unbekannt")),
        List(items) if !items.is_empty() => items,
        other => return Ok(other.clone()),
    };
    match (&items[0], &items[1..]) {
        (Symbol(s), [test, yes, no]) if s == "if" => return eval(if truth(&eval(test, scope)?) { yes } else { no }, scope),
        (Symbol(s), [Symbol(name), body]) if s == "def" => {
            let value = eval(body, scope)?;
            scope.0.borrow_mut().insert(name.clone(), value.clone());
            return Ok(value);
        }
        (Symbol(s), [List(names), body]) if s == "fn" => {
            let names = names.iter().map(Value::to_string).collect();
            return Ok(Closure(Rc::new((names, body.clone(), scope.clone()))));
        }
        (Symbol(s), [quoted]) if s == "quote" => return Ok(quoted.clone()),
        _ => {}
    }
    let function = eval(&items[0], scope)?;
    let arguments = items[1..].iter().map(|item| eval(item, scope)).collect::<Result<Vec<_>, _>>()?;
    match function {
        Builtin(f) => f(&arguments),
        Closure(closure) if closure.0.len() == arguments.len() => {
            let inner = Scope(Rc::new(RefCell::new(closure.0.iter().cloned().zip(arguments).collect())), Some(Rc::new(closure.2.clone())));
            eval(&closure.1, &inner)
        }
        Closure(closure) => Err(format!("{} statt {} Argumente", arguments.len(), closure.0.len())),
        other => Err(format!("{other} ist keine Funktion")),
    }
}

fn numbers(values: &[Value]) -> Result<Vec<f64>, String> {
    values.iter().map(|v| if let Number(n) = v { Ok(*n) } else { Err(format!("{v} ist keine Zahl")) }).collect()
}

fn main() {
    let scope = Scope::default();
    let builtins: [(&str, fn(&[Value]) -> Result<Value, String>); 7] = [
        ("+", |v| Ok(Number(numbers(v)?.iter().sum()))),
        ("*", |v| Ok(Number(numbers(v)?.iter().product()))),
        ("-", |v| numbers(v)?.into_iter().reduce(|a, b| a - b).map(Number).ok_or("nichts".into())),
        ("<", |v| Ok(Number(numbers(v)?.windows(2).all(|pair| pair[0] < pair[1]) as u8 as f64))),
        ("list", |v| Ok(List(v.into()))),
        ("len", |v| match v { [List(items)] => Ok(Number(items.len() as f64)), [Text(t)] => Ok(Number(t.chars().count() as f64)), _ => Err("keine Länge".into()) }),
        ("cat", |v| Ok(Text(v.iter().map(|t| if let Text(t) = t { t.clone() } else { t.to_string() }).collect()))),
    ];
    scope.0.borrow_mut().extend(builtins.map(|(name, f)| (name.to_string(), Builtin(f))));
    for line in ["(+ 1 (* 2 3) (- 10 4 1))", "(def fib (fn (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))", "(fib 18)", "(def add (fn (a) (fn (b) (+ a b))))", "((add 3) 4.5)",
        "(def größe (list 1 \"zwei (2)\" (quote (x y))))", "(len größe)", "(cat \"Länge: \" (len \"世界!\") \" \" größe)", "(def y (fn (f) ((fn (x) (f (fn (n) ((x x) n)))) (fn (x) (f (fn (n) ((x x) n)))))))",
        "((y (fn (self) (fn (n) (if (< n 1) 1 (* n (self (- n 1))))))) 10)", "(+ 1 \"a\")", "(fib 1 2)", "(1 2)", "(höhe)", "(+ 1", ")", ""] {
        match read(&mut tokens(line).into_iter().peekable()).and_then(|value| eval(&value, &scope)) {
            Ok(value) => println!("{line} → {value}"),
            Err(error) => println!("{line} ! {error}"),
        }
    }
}
