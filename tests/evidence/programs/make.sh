#!/usr/bin/env bash
# Makes the workbooks of this folder anew from forms NN.xlsx in a folder: Gnumeric, SheetJS and exceljs save what they open.
# make.sh FOLDER   (needs ssconvert, node with the packages xlsx and exceljs)
set -eu
here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
from=$1
gnumeric() { ssconvert -T "$3" "$from/$1.xlsx" "$here/gnumeric-$1.$2" 2>/dev/null; }
gnumeric 41 xlsx Gnumeric_Excel:xlsx2
gnumeric 42 xls Gnumeric_Excel:excel_biff8
gnumeric 43 ods Gnumeric_OpenCalc:odf
gnumeric 53 ods Gnumeric_OpenCalc:odf
gnumeric 56 ods Gnumeric_OpenCalc:odf
FROM=$from HERE=$here node <<'JS'
const xlsx = require("xlsx"), exceljs = require("exceljs");
const { FROM, HERE } = process.env;
for (const [unit, kind] of [["44", "xlsx"], ["45", "xls"], ["46", "ods"], ["47", "xlsb"], ["48", "fods"], ["54", "xlsb"], ["57", "xlsb"]]) {
  const book = xlsx.readFile(`${FROM}/${unit}.xlsx`, { cellStyles: true, cellNF: true });
  xlsx.writeFile(book, `${HERE}/sheetjs-${unit}.${kind}`, { bookType: kind, compression: true });
}
(async () => {
  for (const unit of ["49", "55"]) {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(`${FROM}/${unit}.xlsx`);
    await book.xlsx.writeFile(`${HERE}/exceljs-${unit}.xlsx`);
  }
})();
JS
