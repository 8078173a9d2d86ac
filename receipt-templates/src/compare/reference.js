// Lays documents out with the reference implementation: reads [{markup, columns, command}] from
// standard input, writes the results in the same order. Started by the comparison test.
const receiptline = require('receiptline');
let input = '';
process.stdin.on('data', part => { input += part; });
process.stdin.on('end', () => {
  const results = JSON.parse(input).map(({ markup, columns, command }) => {
    try {
      return receiptline.transform(markup, { cpl: columns, encoding: 'multilingual', command });
    } catch (error) {
      return `error: ${error.message}`;
    }
  });
  process.stdout.write(JSON.stringify(results));
});
