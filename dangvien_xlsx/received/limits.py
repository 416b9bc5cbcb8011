"""Every limit that keeps a received file from harming the run, in one place, each with its reason."""

LARGEST_FILE = 20 * 2**20
"""Bytes of a workbook. A form has 15-60 KB; pictures pasted into it make it grow, never beyond this."""
LARGEST_CONTAINER = 60 * 2**20
"""Bytes of a zip or an e-mail: all forms of a district with scans beside them fit into half of it."""
LARGEST_HASHED = 2**30
"""Bytes of a file that is only weighed: its SHA-256 takes a second. A larger one, such as a film, goes without."""
LARGEST_CONTENT = 100 * 2**20
"""Bytes of all that a container holds at all depths, unpacked."""
LARGEST_PACKAGE = 240 * 2**20
"""Bytes of all members of a workbook together, unpacked: five columns formatted to the last row make 180 MB of XML, of
which nothing is left once it is read piece by piece, in a second."""
LARGEST_UNREAD = 2 * 2**20
"""Bytes of a sheet's XML, unpacked, above which cells that hold nothing are dropped while it is unpacked."""
LARGEST_TEXT = 16 * 2**20
"""Bytes of a package's XML and binary parts, unpacked, pictures and cells that hold nothing left out: what a reader
must walk through. A form has 0.1 MB; 16 MB take half a second."""
MOST_MEMBERS = 1_000
"""Members of a package. A form has 12; a busy workbook some hundreds."""
MOST_INSIDE = 5_000
"""Files in one container, all depths together: a province's forms in one zip."""
HIGHEST_RATIO = 200
"""Unpacked to packed size. Sheet XML packs about 10 to 20 times; a zip bomb over 1,000 times."""
SMALLEST_JUDGED = 2**20
"""Bytes unpacked below which the ratio says nothing: a sheet of equal rows packs well and harms nobody."""
DEEPEST_NESTING = 4
"""Containers within containers: an e-mail forwarded with a zip of zips. A zip that holds itself has no end."""
DEEPEST_FOLDER = 20
"""Folders in folders that are gone into: groups, units, months and days make four."""
LONGEST_PATH = 2_000
"""Characters of a path below ``nhan-ve/`` that are followed: systems open no path beyond 4,096 bytes."""
MOST_SHEETS = 100
"""Sheets of a workbook: each costs a look, and a form has three."""
MOST_CELLS = 500_000
"""Cells of the rectangle from A1 to the last cell that holds something. calamine's grid is dense: a value in A1 and
one in XFD1048576 ask for 549 GB. A value in the last column of 30 rows still passes."""
MOST_FILLED = 250_000
"""Cells of a sheet that hold something, as the page keeps them: 60 MB. A form has 120, a district's list of members
some 60,000."""
LARGEST_STRINGS = 32 * 2**20
"""Bytes of shared strings, each counted as often as cells repeat it, as calamine copies it: 538 KB gave 3.8 GB."""
LARGEST_OWN_FILE = 100 * 2**20
"""Bytes of a workbook of our own, which has a row a unit on each of its sheets: a summary of 52,105 units with four
indicators has 37 MB, so here and below it is that which was measured, and as much again for more indicators."""
LARGEST_OWN_PACKAGE = 1200 * 2**20
"""Bytes of all its members, unpacked: that summary has 420 MB. Its sheets are unpacked piece by piece, none is kept."""
LARGEST_OWN_TEXT = 64 * 2**20
"""Bytes of those of its parts that are kept unpacked: that summary's shared strings have 11 MB, the letter 46 MB."""
MOST_OWN_MEMBERS = 20_000
"""Its members: a summary has a chart a group, 484 in that one."""
MOST_OWN_CELLS = 4_000_000
"""Cells of the rectangle of one of its sheets: that summary's ``Tiến độ`` has 1.2 million, and with thirty indicators
its ``Dữ liệu`` would have 2.3."""
LARGEST_OWN_STRINGS = 8 * LARGEST_STRINGS
"""Bytes of shared strings, each counted as often as one of its sheets repeats it: 50 MB on that summary's largest."""
WIDEST_ODS_ROW = 16_384
"""Cells of a row of an .ods as its repetitions declare them: Excel's and LibreOffice's own last column."""
TALLEST_ODS = 1_048_576
"""Rows that one repetition in an .ods may declare: Excel's and LibreOffice's own last row."""
LONGEST_HEADERS = 2**20
"""Bytes of a mail's headers; a long way through many servers leaves 50 KB."""
LONGEST_NAME = 120
"""Characters of a name inside a container that are kept: longer ones fit no cell, link or screen."""
LARGEST_KEPT = 2**28
"""Bytes of the file of kept readings that is still looked into; 52,000 forms make 60 MB."""
MOST_KEPT_BYTES = 2**27
"""Bytes of all the readings in it."""
SPARE_READINGS = 1_000
"""Readings that are kept though the last run had no use for them, or as many as it used: what was asked before may be
asked again tomorrow."""

SECONDS_A_BOOK = 45.0
"""What one workbook of our own may take by the clock, to be read or to be filled in: a large summary takes one, but on
a slow or busy computer the reader first loads its libraries; 10 did not suffice for a catalogue under Wine."""
CHUNK_FILES = 64
"""Files a child reads at one go: enough that handing them over costs little beside reading them."""
SECONDS_AT_FIRST = 0.5
"""CPU seconds that one file may take when it is first read, many times what the slowest good one does. One that takes
longer is read again, alone."""
SECONDS_ALONE = 1.2
"""CPU seconds that a file may take in its last try, when all libraries are loaded and nothing else of ours runs."""
SECONDS_TO_START = 0.6
"""CPU seconds that a child takes to start, at most, where the seconds above hold; measured 0.1 to 0.2. On a computer
where it takes longer, a file may take longer in the same measure."""
MOST_TIMES_SLOWER = 10.0
"""The slowest computer that is believed: one second becomes ten."""
SECONDS_OF_SILENCE = 45.0
"""How long a reader may get no CPU time at all while it reads: only one that waits for something that never comes, such
as a dead network drive, is silent so long. A busy computer lets it have some."""
SECONDS_BETWEEN_SIGNS = 1.0
"""How often the parent looks for signs of life while it waits."""
BYTES_A_SECOND = 40 * 2**20
"""A file may take one more second for each so many bytes: base64 of a mail at its limit takes a second by itself."""
CHILD_MEMORY = 200 * 2**20
"""Bytes that a child may take beyond what it starts with: a workbook at the limits above needs about 150 MB. Two
children and the parent with pandas stay under 600 MB."""
OWN_CHILD_MEMORY = 600 * 2**20
"""The same of a child that reads nothing but one large workbook of our own: a sheet of that summary takes 250 MB, with
the file itself; nobody else's files are ever read in it."""
LARGEST_OWN_BESIDE = 6 * 2**20
"""Bytes of a workbook of our own up to which the usual child reads it; 10,000 units have 7 MB."""
LARGEST_PAGED_BESIDE = 2**19
"""The same where it is read as a person sees it, or to be filled in or marked, which takes ten times the memory."""
LIBRARIES_MEMORY = 200 * 2**20
"""Bytes of address space that the libraries take which only some files need; they are not counted against a file."""
MOST_WORKERS = 2
"""Children at a time: what memory allows, and disks rarely feed more."""
MOST_RENEWALS = 5
"""How often, beyond once a file, a task is handed to a fresh child because the one before ended by no fault of it."""
MOST_FAILED_STARTS = 5
"""How many children in a row may end before they took anything to read; then it is the computer that stops them
(AppLocker, an antivirus), and trying on would take for ever."""
SECONDS_WITHOUT_PROGRESS = 120.0
"""How long nothing at all may get done, nor any child take CPU time. A child that an antivirus looks at first starts
after seconds; a chunk of good files takes a tenth of a second."""
FILES_A_WORKER = 400
"""Below this many files, starting one more child costs more than it brings."""
SECONDS_BETWEEN_LOOKS = 0.02
"""How often the parent looks at its children's memory on systems that cannot bound it: 2 GB/s make 40 MB meanwhile."""
