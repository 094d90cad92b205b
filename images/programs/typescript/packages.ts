{{imports}}
console.log('imported');
