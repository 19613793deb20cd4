# Every sentence that a user reads, in English.
# Section order is that of the rooms; keys are prefixed by their room's word.

### common — words used everywhere

verdict-dat = Met
verdict-khong-dat = Not met
verdict-khong-ap-dung = Not applicable
verdict-dang-trien-khai = In progress
verdict-chua = Not judged yet
report-what = Error:
report-why = Because:
report-hint = What to do:



### place — where in a file a datum stands

place-whole = { $file }
place-in-file = { $file } · { $place }
place-sheet = sheet { $sheet }
place-cell = { $cell }
place-sheet-cells = { $sheet } · { $cells }
place-table = table { $table }
place-table-cells = table { $table }, { $cells }
place-row-column = row { $row }, column { $column }
place-paragraph = paragraph { $number }
place-several = { $cells }

### rule — sentences that explain a result (domain/rule, domain/scorecard)

rule-figure = { $number }
rule-figure-percent = { $number }%
rule-figure-ratio = { $a }/{ $b } = { $number }
rule-figure-ratio-percent = { $a }/{ $b } = { $number }%
rule-figure-parts = { $a }/{ $b }
rule-figure-text = “{ $text }”
rule-compare = { $value } { $sign } { $bound }
rule-met = { $because }: met
rule-not-met = { $because }: not met
rule-points = { $because } → { $points }/{ $max } points
rule-points-full = { $because } → the maximum of { $max } points
rule-missing-zero = nothing was reported: 0 points (the document's default)
rule-none = this criterion has no rule: it cannot be concluded
rule-no-target = there is no target: it cannot be concluded yet
rule-no-value = there are no figures: it cannot be concluded yet
rule-no-maximum = { $because }: the criterion has no maximum, so points cannot be reckoned
rule-missing-input = no figure for “{ $input }”: it cannot be concluded yet
rule-words = “{ $words }” is not the figure that is needed: it cannot be concluded yet
rule-answer-unclear = “{ $words }” says neither yes nor no: a person has to conclude
rule-negative-whole = the denominator { $whole } is below 0: there is no ratio
rule-too-large = the figures are too large to be reckoned exactly
rule-zero = the denominator is 0
rule-zero-unknown = the denominator is 0: there is no ratio, a person has to conclude
rule-zero-not-applicable = the denominator is 0: not applicable
rule-times = { $value } × { $max }
rule-times-rest = (100% − { $value }) × { $max }
rule-below-times = { $compared }: ratio × { $max }
rule-below-rescaled = { $compared }: ratio ÷ { $divisor } × { $max }
rule-step = { $value } falls under “{ $step }”
rule-no-step = { $value } falls under no printed step: a person has to conclude
rule-choice = “{ $label }”
rule-choice-of = “{ $label }”, { $value }
rule-choice-unknown = “{ $choice }” is none of the printed choices: it cannot be concluded yet
rule-no-choice = no choice was made: it cannot be concluded yet
rule-per-item = { $count } × { $each } points
rule-capped = { $because }, at most { $cap } points
rule-entered = { $entered } points entered
rule-not-entered = no points were entered: it cannot be concluded yet
rule-part = { $label }: { $why }
rule-sum = { $parts }
rule-condition-fails = the condition “{ $condition }” does not hold
rule-levels = { $levels }
rule-level-met = level { $level } met ({ $because })
rule-level-not-met = level { $level } not met ({ $because })
rule-level-none = no level asks anything of this criterion
rule-present = present
rule-absent = absent
rule-communes = units at level { $level } or above: { $compared }
rule-explained = { $why } ({ $notes })
rule-contradiction = the source prints “{ $printed }”; applied: { $applied }; reason: { $reason }
rule-conclude-points = a set by points: there is a score, neither met nor not met
rule-conclude-no-threshold = the round has no rate of recognition yet: it cannot be concluded
rule-conclude-pending = { $pending } criteria are still without a result: it cannot be concluded yet
rule-conclude-no-level = the dossier registers for no level: it cannot be concluded
rule-conclude-level-open = the figures do not suffice to say the level: it cannot be concluded yet
rule-conclude-level-met = level { $attained } attained, level { $registered } registered: met
rule-conclude-level-not-met = level { $attained } attained, level { $registered } registered: not met



### flag — what checks find (domain/flags, intake)

flag-claims-met = claimed as met, but { $why }
flag-claims-not-met = claimed as not met, but { $why }
flag-claims-points = { $points } points claimed, but { $why }
flag-target-unknown = there is no target: the round's target has to be entered
flag-target-differs = the target printed in the dossier is “{ $printed }”, that of the round is { $target }
flag-missing-evidence = claimed as met, but no evidence is named and none was found
flag-missing-evidence-points = points claimed, but no evidence is named and none was found
flag-implausible-negative = the value { $number } is below 0
flag-implausible-percent = the value { $number }% is above 100%
flag-implausible-part = the part { $part } is above its whole { $whole }
flag-implausible-points = { $points } points are above the maximum of { $max }
flag-implausible-ruled = appraised value { $value }: { $why }
flag-resubmitted = the dossier was submitted again after this criterion had been appraised
flag-late = dated { $date }, after the deadline of { $deadline }
flag-late-signed = the file “{ $file }” was signed on { $date }, after the deadline { $deadline }{ $others ->
    [0] {""}
   *[other] ; { $others } more files are late too
}
flag-unsigned-evidence = the file “{ $file }” is not signed, though the source asks for signed evidence{ $others ->
    [0] {""}
   *[other] ; { $others } more files are not signed or cannot be checked
}
flag-unreadable-evidence = the signatures of the file “{ $file }” cannot be checked: { $finding }; the source asks for signed evidence{ $others ->
    [0] {""}
   *[other] ; { $others } more files are not signed or cannot be checked
}
flag-invalid-signature = the signature of { $name } on the file “{ $file }”: { $finding }{ $others ->
    [0] {""}
   *[other] ; { $others } more files bear signatures that are not valid
}
flag-late-file = the file “{ $file }” was changed on { $date } ({ $by ->
    [properties] by the file's own properties
    [archive] by the archive
   *[file-system] by the file system, which may be the day of copying
}), after the deadline { $deadline }{ $others ->
    [0] {""}
   *[other] ; { $others } more files are late too
}
flag-subform-mismatch = { $form } counts { $counted }, the dossier says { $claimed } ({ $place })
flag-figure = { $number }
flag-figure-percent = { $number }%
flag-figure-ratio = { $part }/{ $whole }
flag-figure-ratio-percent = { $part }/{ $whole } = { $number }%
flag-figure-words = “{ $words }”
flag-uniform-values = all { $count } percentages claimed are 100%
flag-outlier-value = the value { $value } lies far from the other applicants' (median { $median } of { $count })
flag-year-jump = the value { $value } is far from that of { $year } ({ $before })



### framework — reading and checking framework files

framework-hint = { "; " }did you mean “{ $word }”?
framework-near = did you mean “{ $word }”?
framework-syntax = not valid TOML: { $detail }
framework-missing-field = the field “{ $field }” is missing
framework-unknown-field = no field “{ $word }” belongs here; known: { $known }{ $hint }
framework-unknown-word = “{ $word }” is not understood; known: { $known }{ $hint }
framework-wrong-value = a value of the wrong kind: { $detail }
framework-not-nfc = the line holds text that is not in Unicode normal form C
framework-empty-id = an empty identifier
framework-bad-id = the identifier “{ $id }” may hold only lower-case letters, digits, dots and hyphens
framework-repeated-id = the identifier “{ $id }” is already taken
framework-empty = the field “{ $field }” is empty
framework-levels-missing = a framework by maturity must declare its levels
framework-levels-misplaced = only a framework by maturity declares levels
framework-level-number = levels are numbered from 1 upwards: expected { $expected }, found { $found }
framework-total-misplaced = only a framework by points has a total of points
framework-weights = weights must add up to 100, but give { $sum }
framework-first-stage = there must be stages, and the first must be “self”
framework-deadline = the deadline “{ $found }” must be written as month and day (MM-DD), such as 11-15
framework-heading-empty = “{ $criterion }” has neither a rule nor criteria below it
framework-rule-on-heading = “{ $criterion }” has criteria below it and so cannot have a rule of its own
framework-parent-group = “{ $criterion }” and its parent “{ $parent }” stand in different groups
framework-parent-cycle = “{ $criterion }” stands above itself
framework-thresholds-misplaced = only a framework by maturity has thresholds
framework-column-needs = the column “{ $header }” must declare “{ $field }”
framework-column-width = a column's width must be above 0
framework-column-repeated = the column “{ $header }” holds the same as one before it
framework-unknown-group = there is no group “{ $id }”{ $hint }
framework-unknown-weight = there is no weighted column “{ $id }”{ $hint }
framework-unknown-criterion = there is no criterion “{ $id }”{ $hint }
framework-unknown-stage = there is no stage “{ $id }”{ $hint }
framework-unknown-form = there is no form “{ $id }”{ $hint }
framework-unknown-level = there is no level “{ $id }”
framework-unknown-figure = the sub-form has no figure “{ $id }”{ $hint }
framework-maximum-missing = “{ $criterion }” lacks its maximum (max_points)
framework-maximum-zero = points must be above 0
framework-rule-method = the rule of “{ $criterion }” does not fit the method “{ $method }”
framework-level-count = “{ $criterion }”: “{ $field }” has { $found } levels, expected { $expected }
framework-threshold-range = a percentage must be above 0 and at most 100
framework-steps-half-ratio = steps of a ratio must declare both a and b
framework-rule-empty = the rule has no steps, choices or parts
framework-step-empty = the step “{ $printed }” holds no value
framework-award = points that cannot be
framework-case-expects-nothing = the case expects nothing (verdict, points, level or unknown)
framework-case-heading = “{ $criterion }” is a heading without a rule to try
framework-case-input = the rule of “{ $criterion }” does not read the input “{ $input }”{ $hint }
framework-defect = line { $line }, column { $column }: { $message }
framework-unreadable-file = the file cannot be read, or is not UTF-8 text
framework-library-unknown = there is no framework “{ $id }”
framework-library-broken = the framework file “{ $id }” has { $count } defects
framework-case-unreadable = the input “{ $input }” cannot be read: “{ $text }”
framework-case-differs = { $field }: expected { $expected }, the rule gives { $found }
framework-check-stale = the contradiction “{ $key }” acknowledges what is not found in the file
framework-check-group-sum = group { $group }: printed { $printed } points, its criteria give { $sum } (rows without known points: { $unknown })
framework-check-criterion-sum = criterion { $criterion }: printed { $printed } points, its children give { $sum } (rows without known points: { $unknown })
framework-check-total-sum = printed total { $printed }, the groups give { $sum } (rows without known points: { $unknown })
framework-check-criteria-count = the source states { $stated } criteria, the file has { $counted }
framework-check-groups-count = the source states { $stated } groups, the file has { $counted }
framework-check-rule-exceeds = criterion { $criterion }: the rule gives up to { $top } points, the maximum is { $maximum }
framework-check-rule-below = criterion { $criterion }: the rule gives only up to { $top } points, the maximum is { $maximum }
framework-check-steps-overlap = criterion { $criterion }: two steps overlap: “{ $first }” and “{ $second }”
framework-check-steps-gap = criterion { $criterion }: a gap between the steps “{ $first }” and “{ $second }”
framework-check-steps-gap-below = criterion { $criterion }: no step below “{ $second }”
framework-check-steps-gap-above = criterion { $criterion }: no step above “{ $first }”
framework-check-levels = criterion { $criterion }: level { $higher } asks less than level { $lower }
framework-check-code-repeated = the code “{ $code }” is printed twice in one group
framework-check-code-skipped = group { $group }: the numbering leaves out “{ $code }”
framework-profile-unknown = there is no profile “{ $id }”
framework-profile-unknown-hint = see the profiles at hand: thamdinh framework list
framework-profile-broken = the profile file “{ $id }” has { $count } faults
framework-profile-broken-hint = mend the file and try again; see an example: thamdinh framework show hai-cap
framework-profile-applicants = the profile “{ $profile }” is not made for the applicants of the framework “{ $framework }”
framework-profile-applicants-hint = open the round without it, or declare applicant_levels in another profile file
framework-profile-too-few-stages = the profile “{ $profile }” has { $offered } appraising stages, the framework “{ $framework }” needs { $needed }
framework-profile-too-few-stages-hint = declare another stage in the profile file, or open the round with the framework's own chain
framework-profile-spoils = with the profile “{ $profile }” the framework “{ $framework }” would not be sound
framework-profile-no-stage = at least one appraising stage must follow the applicant's own
framework-profile-repeated-word = the words “{ $word }” are replaced by another entry already



### store — journal, doctor

store-not-found = there is no workspace `{ $path }`
store-exists = `{ $path }` exists already and is not overwritten
store-not-workspace = `{ $path }` is not a workspace of this program
store-newer = `{ $path }` was written by a newer version of the program (version { $found }; this one reads up to { $known })
store-older = `{ $path }` was written by an older version of the program (version { $found }; { $known } is needed)
store-sealed = the dossier of `{ $applicant }` is sealed at stage `{ $stage }` and cannot be changed
store-not-sealed = the dossier of `{ $applicant }` is not sealed at stage `{ $stage }`, so there is nothing to reopen
store-stale-seal = the dossier of `{ $applicant }` changed after it was shown and was not sealed
store-reason-missing = a reason is missing
store-unknown-round = there is no round `{ $id }`
store-unknown-applicant = the round has no dossier of `{ $id }`
store-unknown-criterion = the framework has no criterion `{ $id }`
store-unknown-stage = the framework has no stage `{ $id }`
store-unknown-event = the journal has no act `{ $id }`
store-unknown-section = the report { $report } has no section { $section } to write
store-cannot-undo = this act cannot be undone
store-already-undone = this act is undone already
store-bad-batch = these acts cannot be recorded together
store-bad-time = `{ $text }` is not a valid time
store-altered = the content of act `{ $id }` in the journal was altered
store-broken = the act before `{ $id }` is missing from the journal
store-disk-full = the disk is full; the act was not saved
store-read-only = the workspace cannot be written; the act was not saved
store-busy = another window or program is writing to the workspace; the act was not saved
store-damaged = the workspace is damaged
store-unmigrated = `{ $path }` is damaged: its parts do not fit together and it cannot be brought up to date; it was not changed
store-file = `{ $path }` cannot be read or written
store-text = the journal cannot be read
store-database = the database refused; the act was not saved
store-why-system = the system says: { $words }
store-hint-not-found = check the path, or make a new workspace by loading a folder of dossiers
store-hint-exists = choose another name
store-hint-not-workspace = choose a file that this program made
store-hint-newer = update the program and open it again; the file was not changed
store-hint-older = open that file once with this program to bring it up to date, then try again
store-hint-sealed = reopen the dossier, with a reason, before changing it
store-hint-stale-seal = look at the dossier again, then seal it
store-hint-reason = enter a reason
store-hint-applicant = load that applicant's dossier first
store-hint-doctor = run `thamdinh doctor` on this file, or restore a backup
store-hint-unmigrated = restore an earlier backup; the copy made before: { $backup }
store-hint-disk-full = free some space and do it again
store-hint-read-only = check the permissions of the file and its folder, or copy the file to where it can be written
store-hint-busy = close the other window, or wait, and do it again
store-fault-database = the database reports damage: { $words }
store-fault-dangling = table `{ $table }` has rows that refer to missing data
store-fault-unguarded = the guard `{ $trigger }` is missing: the journal could be edited
store-fault-altered = act `{ $id }` in the journal was altered
store-fault-unreadable = act `{ $id }` in the journal cannot be read
store-fault-broken = the act before `{ $id }` is missing
store-fault-cut = acts are missing from the journal of device `{ $device }`
store-fault-projection = the derived table `{ $table }` is not what the journal gives



### intake — reading submitted files

intake-not-found = There is no folder or file “{ $path }”.
intake-folder-unreadable = The folder “{ $path }” cannot be read.
intake-empty = There is no folder and no workbook to load in “{ $path }”.
intake-cancelled = Loading was stopped as asked; nothing was recorded.
intake-file-unreadable = The file “{ $file }” cannot be read.
intake-workbook-broken = “{ $file }” is damaged or of another format; please open it, save it as .xlsx or .docx and load it again.
intake-workbook-locked = “{ $file }” is locked with a password; please remove the password and load it again.
intake-workbook-too-large = The workbook “{ $file }” is larger than what is read.
intake-no-form = No workbook with a form of the framework was found in “{ $file }”.
intake-several-forms = There are several tables of { $form }; the one on the sheet “{ $sheet }” of “{ $file }” was taken.
intake-same-applicant = “{ $name }” was already read from “{ $first }”; this table was not taken.
intake-name-differs = The folder is named “{ $folder }” but the title says “{ $titled }”; the folder's name was taken.
intake-stray-workbook = The file “{ $file }” lies in no applicant's folder and its name tells no applicant; it was not read.
intake-stray-text = The file “{ $file }” lies in no applicant's folder and holds no form that is recognised; it was not read.
intake-header-stacked = The header of the table has { $rows } rows, joined automatically (fits the form by { $likeness }%); look at the columns.
intake-header-ticked = The verdict was read from the ticked columns { $columns } (the header fits the form by { $likeness }%); look at it.
intake-not-a-tick = The cell to be ticked says “{ $text }”, neither a cross nor blank.
intake-several-ticks = Several columns are ticked at once: { $columns }.
intake-too-many-applicants = There are more than { $most } applicants; the rest was not read.
intake-sheet-cut = The sheet is beyond the limits; only the first { $rows } rows and { $columns } columns were read.
intake-formula-without-result = The cell holds a formula but the file does not keep its result; please open the file in a spreadsheet program, save it and load it again.
intake-cell-error = The cell shows the error { $error }.
intake-fraction-or-percentage = The cell says { $low } without a percent format: it may be { $low }% or { $high }%.
intake-point-ambiguous = “{ $text }” can be read in two ways (decimal point or separator of thousands).
intake-date-as-value = The cell holds the date “{ $text }”: it may be a ratio or code that the spreadsheet turned into a date; please check.
intake-quotient-differs = In “{ $text }” the percentage stated is not the quotient of the two figures; the figures were taken.
intake-percentage-as-count = The cell gives the percentage “{ $text }” although the unit is not %; please check.
intake-name-alike = The row “{ $printed }” is read as criterion { $code } because the names are { $likeness }% alike; the printed code tells none.
intake-legacy-converted = { $count } cells in the old encoding { $encoding } were converted to Unicode (“{ $before }” → “{ $after }”); please compare them with the original.
intake-legacy-suspected = { $count } cells may be in the old encoding { $encoding } and were not converted (“{ $before }” may be “{ $after }”).
intake-sheet-unread = The sheet “{ $sheet }” of the file “{ $file }” cannot be read and was left out.
intake-too-many-workbooks = There are more than { $most } workbooks in the dossier; from “{ $file }” on they were not opened in search of the form.
intake-not-a-percentage = A percentage is needed, found “{ $text }”.
intake-not-a-verdict = Đạt, Không đạt, Đang triển khai or Không áp dụng is needed, found “{ $text }”.
intake-not-points = Points are needed, found “{ $text }”.
intake-not-a-number = A number is needed, “{ $text }” was found.
intake-not-yes-or-no = Yes or no is needed, “{ $text }” was found.
intake-not-a-choice = “{ $text }” is none of the choices that the framework prints.
intake-not-a-level = A level is needed, found “{ $text }”.
intake-unknown-row = The row “{ $code } { $name }” is no criterion of the framework.
intake-missing-row = The table has no row for criterion { $code } ({ $name }).
intake-duplicate-row = Criterion { $code } has several rows; the first ({ $first }) was taken.
intake-code-ambiguous = The code “{ $code }” may be any of the criteria { $candidates }; the row was given to none.
intake-code-corrected = The code in the table is “{ $printed }”; by its name and place the row was read as criterion { $code }.
intake-suspicious-cell = The cell holds control characters, direction overrides or a text that poses as a formula; they were made harmless.
intake-text-cut = The text of the cell is longer than the limit and was cut.
intake-suspicious-name = The name “{ $file }” holds control characters or direction overrides; they are not shown.
intake-link-refused = “{ $file }” is a link; links are not followed, as they may lead out of the dossier.
intake-too-deep = The folder “{ $file }” lies too deep; the files in it were not read.
intake-too-many-files = The dossier has too many evidence files; from “{ $file }” on they were not read.
intake-file-too-large = The file “{ $file }” is too large; its hash was not taken.
intake-duplicate-evidence = The file “{ $file }” is identical with { $count } other files: { $others }.
intake-subform-unread = { $form }, column “{ $column }”: { $count } cells can be read as neither yes nor no.
intake-subform-total = { $form } states “{ $label }” as { $stated }; the table counts { $counted }.
intake-subform-rate = { $form } states “{ $label }” as { $stated }%; the table counts { $part }/{ $whole } = { $counted }%.
intake-subform-no-total = { $form } does not state “{ $label }”, so that the ratio is not known.
intake-archive-locked = The archive “{ $file }” is locked with a password; remove the password, pack it again as .zip and load it again.
intake-archive-broken = The archive “{ $file }” is damaged or incomplete; pack it again as .zip and load it again.
intake-archive-too-large = The archive “{ $file }” unpacks beyond the limits (size, number of files or proportion) and was not opened; load the unpacked folder.
intake-archive-nested = The archive “{ $file }” stands in another archive and was not opened; unpack the outer one and load the folder.
intake-archive-names = The names in “{ $file }” are not in UTF-8; they were read as { $encoding }, please check them.
intake-archived-too-large = The file “{ $file }” unpacks beyond the limits and was not taken.
intake-archived-twice = The archive holds several files named “{ $file }”; only the first was taken.
intake-archived-broken = “{ $file }” cannot be unpacked: damaged, or packed in a way that is not supported; pack it again as a plain .zip.
intake-path-refused = The path “{ $file }” leads out of the dossier; the file was not taken.
intake-evidence-empty = The evidence “{ $file }” is empty (0 bytes); ask for it again.
intake-evidence-broken = The evidence “{ $file }” is damaged or incomplete and may not open; ask for it again.
intake-evidence-mislabelled = The ending of the evidence “{ $file }” is not that of its content; check it before opening.
intake-evidence-unassigned = { $count ->
    [one] 1 file does not tell which criterion it serves: { $files }
   *[other] { $count } files do not tell which criterion they serve: { $files }
}
intake-evidence-gone = The evidence “{ $file }” is no longer where it was loaded from; check the dossier's folder or load it again.
intake-evidence-packed = The evidence “{ $file }” cannot be unpacked; unpack the dossier and load it again.
intake-mislabelled = The ending of “{ $file }” is not that of its content; it was read by its content. Next time please save it under its own kind, such as .xlsx.
intake-kind-unlabelled = The ending of “{ $file }” is not that of a workbook or document; please save it as .xlsx or .docx and load it again.
intake-kind-html = “{ $file }” is really a web page (HTML), not a workbook; please open it in Excel or LibreOffice, save it as .xlsx and load it again.
intake-kind-spreadsheet-xml = “{ $file }” is a workbook in the XML of Excel 2003; please open it in Excel or LibreOffice, save it as .xlsx and load it again.
intake-kind-xlsb = “{ $file }” is a binary workbook of Excel (.xlsb); open it in Excel or LibreOffice, save it as .xlsx and load it again.
intake-kind-doc = “{ $file }” is an old Word document (.doc); please open it in Word or LibreOffice, save it as .docx and load it again.
intake-kind-rtf = “{ $file }” is a rich text document (RTF); please open it in Word or LibreOffice, save it as .docx and load it again.
intake-kind-odt = “{ $file }” is an OpenDocument text; please open it in LibreOffice or Word, save it as .docx and load it again.
intake-kind-pdf = “{ $file }” is a PDF; a PDF is kept as evidence only and tables in it are not read. Please hand in the table as .xlsx or .docx too.
intake-kind-scan = “{ $file }” is a scanned PDF (pictures, no text); please hand in the table as .xlsx or .docx too.
intake-kind-image = “{ $file }” is a picture; please hand in the table as .xlsx or .docx too.
intake-kind-archive = “{ $file }” is an archive; please unpack it and load the folder.

### preview — looking into evidence (intake/preview)

preview-pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
preview-page = Page { $number }
preview-page-empty = (the page has no text layer)
preview-sheets = { $count ->
    [one] 1 sheet
   *[other] { $count } sheets
}
preview-sheet = Sheet “{ $name }”
preview-hidden-sheet = Hidden sheet “{ $name }”
preview-image = picture of { $width } × { $height } pixels
preview-image-unreadable = the picture is damaged, or its size cannot be read
preview-image-no-text = A picture has no text to be shown here; open it with the system's program.
preview-scan = A PDF without text layer (a scan): open it with the system's program.
preview-empty = The file is empty.
preview-nothing = There is no text in the file.
preview-locked = The file is locked with a password.
preview-broken = The file is damaged, or cannot be read to its end.
preview-too-large = The file is too large to be shown here.
preview-other-text = Texts of this format are not shown here; open it with the system's program.
preview-archive = An archive: its content is not shown.
preview-other = Files of this kind are not shown here.
preview-gone = The file is no longer where it was loaded from.
preview-unreadable = The file cannot be read on this machine.
preview-slow = Reading the file took too long; the look was given up.
preview-busy = Other files are still being read; try again in a few seconds.
preview-cut = … (goes on: only the beginning of the file is shown)
preview-changed = The file has changed since it was loaded: what follows is not what was loaded.
preview-withheld = From here on a list with names, telephone or identity numbers: not shown ({ $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $numbers ->
    [one] 1 telephone or identity number
   *[other] { $numbers } telephone or identity numbers
}).
preview-counted = { $form }: { $label } = { $figure }
preview-refuse-kind = it is no text, workbook, PDF or picture (by its content)
preview-refuse-ending = the ending “{ $ending }” does not fit the content; it may be a program
preview-refuse-macros = it carries macros

### form — tables, export

form-draft = DRAFT
form-verdict-met = Met
form-verdict-not-met = Not met
form-verdict-not-applicable = Not applicable
form-verdict-in-progress = In progress
form-place-date = ....., date { "   " } month { "   " } year { "     " }
form-outcome = Result:
form-blank = .....
form-nation = SOCIALIST REPUBLIC OF VIET NAM
form-motto = Independence - Freedom - Happiness
form-addressee = To:
form-recipients = Recipients:
form-annex-with = Attached to report no. .....
form-annex-with-of = of ..... issued by
form-bound-expressions = digital transformation; people's committee
form-bound-units = commune; ward; town; district; province
form-bound-leading = of; and; for; on; by; the; in; to; with
form-count-met = Met
form-count-in-progress = In progress
form-count-not-met = Not completed
form-count-open = Not yet judged
form-count-apart = Not applicable
form-yes = Yes
form-no = No
form-guide-inputs = Columns of figures (a, b, count …): type each figure into its own column, numbers only; on entering a cell the spreadsheet says what is asked. Points and rates are reckoned from them.
form-guide-closed = Grey cells: the row's criterion does not use that column; leave them empty.
form-guide-choice = Cells with a list: choose exactly one of its entries.
form-guide-points = Points column: your own points, not above the row's maximum.
form-guide-level = Give the level you register for on the sheet of general information; the level column of the table takes your own level on each criterion, from 1 to the highest.
form-guide-not-applicable = Where a criterion does not apply to you, write so in the row's result cell, if that is open, and give the reason in the note column.
form-registered-level = Level registered for
form-guide = Instructions
form-guide-fill = Fill in the empty cells of the table only; the printed cells (code, name, unit) are locked. Do not change, add or delete columns.
form-guide-percent = Where the unit is %, type the number with its per cent sign, for instance 98,5%.
form-guide-ratio = A rate may be given as a part of a whole, for instance 45/46. Before typing, set the cell to Text or begin with an apostrophe, so that it does not become a date.
form-guide-verdict = Verdict column: choose one of the entries of the cell's list.
form-guide-evidence = Evidence column: give number, symbol, date and name of the document; put the files into a folder named after the criterion's code, for instance 1.10.
form-guide-locked = Where a criterion does not apply to you, choose the entry that says so and give the reason in the note column.
form-guide-folder = Keep this file in a folder named after your unit, beside the evidence folders, and send the whole folder.
form-general = General information
form-general-code = No.
form-general-name = Item
form-general-answer = Information
form-general-guidance = Guidance
form-refused = Not a valid value
form-refused-choice = Choose an entry of the cell's list.
form-sheet-choices = Lists

form-error-exists = the file { $path } exists already
form-error-exists-hint = choose another folder, or allow the old file to be replaced (on the command line: --overwrite)
form-error-write = cannot write the file { $path }
form-error-write-hint = check that the folder exists, has room and may be written to, and that the file is not open in another program
form-error-denied = no permission to write into the folder
form-error-missing = the folder does not exist
form-error-folder = a folder of that name is there already
form-error-file-read-only = the file is marked as read-only
form-error-file-read-only-hint = take the mark off the file if it is really to be replaced, or choose another folder
form-error-full = the disk is full
form-error-system = the system reports: { $cause }
form-error-book = cannot make the table { $table }
form-error-book-cause = { $cause }
form-error-pdf = cannot make the PDF file
form-error-docx = cannot make the DOCX file
form-error-created = cannot read the time of creation { $created }
form-error-not-self = the form { $form } is no self-assessment form


### document — documents of a round: structure, counts by level, who ruled what

document-committee = People's Committee of
document-total = Total
document-year = Year
document-sample = INVENTED FIGURES
document-level = Level
document-levels = Count by level
document-levels-title = UNITS BY LEVEL OF DIGITAL TRANSFORMATION
document-levels-level = Level of digital transformation
document-levels-count = Units
document-levels-share = Share (%)
document-levels-below = No level attained
document-levels-open = Not yet known
document-blocking = Criteria not met of level
document-trace = Internal record of confirmation
document-trace-title = INTERNAL RECORD OF CONFIRMATION
document-trace-code = No.
document-trace-name = Criterion
document-trace-value = Value
document-trace-result = Result
document-trace-reason = Reason
document-trace-member = Recorded by
document-trace-moment = When
document-trace-event = Record
document-trace-unruled = no ruling
document-trace-conflict = not settled
document-trace-points = points
document-trace-passages = Presented, sealed, reopened
document-trace-presented = Presented to the chair
document-trace-sealed = Conclusion sealed
document-trace-reopened = Reopened
document-trace-digest = SHA-256 of the result sealed:
document-trace-about = This table is taken from the program's internal journal and says who decided what and when, for checking. It is no digital signature and does not replace the signature and seal of the person in charge.
document-supplements = List of evidence to be supplemented
document-supplements-title = NOTICE
document-supplements-about = Supplementing the evidence in the dossier of <year> of <applicant>
document-supplements-of = Dossier of <year> of <applicant>
document-supplements-intro = Having looked at the dossier of <applicant> under <framework>, <organisation> asks <applicant> to supplement the evidence of the following <count> points:
document-supplements-number = No.:          /.....
document-supplements-code = No.
document-supplements-criterion = Criterion
document-supplements-evidence = Evidence asked for
document-supplements-state = State
document-supplements-wanted = To be supplemented with
document-supplements-missing = Missing
document-supplements-supplement = To be supplemented
document-supplements-missing-wanted = Send the evidence that is asked for
document-supplements-supplement-wanted = Supplement the evidence that was sent
document-supplements-file = File
document-supplements-unassigned = Files of no known criterion
document-supplements-deadline = To be supplemented before ..... / ..... / .....
document-supplements-kept = - Kept: office.

### task — use cases

task-change-text = { $text }
task-change-blank = (blank)
task-change-none = Only notation or names of files changed; no figure, result or evidence did.
task-change-ruled = there is a ruling on this criterion: it is kept, and flagged to be looked at
task-change-row = the criterion's row: { $before } → { $after }
task-change-row-added = row added: { $after }
task-change-row-removed = row taken away (was { $before })
task-change-value = value: { $before } → { $after }
task-change-verdict = claimed: { $before } → { $after }
task-change-points = points claimed: { $before } → { $after }
task-change-target = target in the table: { $before } → { $after }
task-change-evidence = evidence column: { $before } → { $after }
task-change-note = note: { $before } → { $after }
task-change-level = level registered for: { $before } → { $after }
task-change-file-added = evidence added: { $file }
task-change-file-removed = evidence taken away: { $file }
task-change-file-altered = evidence changed: { $file }
task-prospect-first = submission 1
task-prospect-next = submission { $number }
task-prospect-unchanged = unchanged since { $number }
task-prospect-sealed = the dossier is sealed and takes nothing in
task-prospect-taken = the same name as an applicant read above
task-prospect-left-out = left out
task-prospect-refused = could not be read
task-outcome-stored = loaded, submission { $number }
task-outcome-unchanged = no change since the last load
task-nothing-read = no dossier could be read
task-findings-title = WHAT WAS READ OF THE SELF-ASSESSMENT DOSSIERS
task-findings-overall = Overall
task-findings-files = Issues
task-findings-general = General issues
task-findings-number = No.
task-findings-applicant = Applicant
task-findings-folder = Folder or file
task-findings-claims = Criteria read
task-findings-evidence = Evidence files
task-findings-issues = Issues
task-findings-outcome = Outcome
task-findings-file = File
task-findings-sheet = Sheet
task-findings-cell = Cell
task-findings-matter = Issue
task-findings-remedy = What to do
task-do-missing-evidence = Add the evidence, or name the document in the evidence column.
task-do-unreadable = Write this cell again as a number, a percentage or an answer of the form.
task-do-contradicts = Compare the figure with the target given; correct the figure or the result claimed.
task-do-missing-row = Add the row of this criterion to the table.
task-do-row = Write code and name of the criterion as the form prints them; one row for each criterion.
task-do-duplicate-evidence = Check it: each criterion and each applicant needs documents of its own.
task-do-figures = Check the figures; write those of the sub-form.
task-do-signature = Hand in a copy with a valid digital signature.
task-do-legacy = Bring the text into a Unicode font (such as Times New Roman) and load again, or compare each converted cell with the original.
task-do-suspicious = Type the text or the file's name again in plain letters; send no links.
task-do-unsupported = Hand the table in as .xlsx, evidence as .pdf; split a file that is too large.
task-do-look = Check this.
task-do-again = Correct this file and hand it in again.
task-communes-filled = Communes by level were counted from the round of communes of { $year } of { $organisation } in this workspace (result of { $stage }): { $communes } in all; { $levels }; level not known yet: { $open }.
task-communes-differ = The unit's figures are not those of the round of communes of { $year } of { $organisation } in this workspace (result of { $stage }): { $communes } in all; { $levels }; level not known yet: { $open }.
task-communes-level = level { $level }: { $communes }
task-lost = { " " }— the source lost this row
task-evidence-gone = evidence `{ $file }` of { $applicant } is not where it was
task-evidence-changed = evidence `{ $file }` of { $applicant } changed after it was loaded
task-evidence-packed = the evidence `{ $file }` of { $applicant } cannot be unpacked to be compared
task-backup-damaged = the backup is not sound: { $fault }
task-restore-same = the backup `{ $file }` is this workspace itself
task-restore-same-hint = name another backup; nothing was changed
task-restore-failed = restoring stopped half-way: there is no file `{ $file }`
task-restore-failed-hint = the old workspace is whole at `{ $kept }` (with its -wal and -shm files, if any): give it the name `{ $file }` again and retry
task-case-wrong = case { $case } ({ $criterion } { $about }): { $wrong }
task-check-total = { $criteria } criteria, { $groups } groups, { $cases } worked cases, { $contradictions } contradictions or gaps of the source recorded
task-check-group = { $group }: { $criteria } criteria
task-check-group-points = { $group }: { $criteria } criteria, printed { $printed } points, sum { $sum } points, { $lost } rows without points
task-check-group-sum = { $group }: { $criteria } criteria, sum { $sum } points, { $lost } rows without points
task-duplicate-evidence = The file “{ $file }” is identical with { $count ->
    [one] 1 file
   *[other] { $count } files
} in other dossiers of the round: { $others }.
task-intake-hint = choose a folder with one subfolder for each applicant, each with its self-assessment table (.xlsx)
task-check-reading = { $key }: printed “{ $printed }”; applied: { $applied }; reason: { $reason }
task-no-such-workspace = there is no command or workspace named `{ $name }`
task-no-such-workspace-hint = see the commands: thamdinh --help; to make a new workspace, give the file its ending: { $name }.thamdinh
task-system-says = the system says: { $message }
task-settings-unreadable = cannot read the settings file `{ $file }`
task-settings-unwritable = cannot write the settings file `{ $file }`
task-settings-hint = check the folder's permissions, or delete the settings file to return to the defaults
task-unreadable = cannot read the file `{ $file }`
task-unreadable-hint = check the name, the permissions, and whether another program has it open
task-unwritable = cannot write `{ $file }`
task-unwritable-hint = check the permissions and the free space, or choose another folder
task-io-missing = there is no such file or folder
task-io-denied = access is denied
task-io-full = the disk is full
task-io-folder = this is a folder and no file
task-io-no-folder = a part of the path is no folder
task-io-exists = a file or folder of that name is there
task-io-read-only = the disk can only be read
task-notation = the notation of line { $line } is wrong
task-not-utf8 = the file is not UTF-8 text
task-not-utf8-hint = open it in Excel and save it as “CSV UTF-8”
task-no-workspace = no workspace is open
task-no-workspace-hint = open a .thamdinh file, or load a folder of dossiers
task-no-actor = nobody has said who acts
task-no-actor-hint = give the name and role of the council member
task-broken = the program failed on this request; all that was saved is still there
task-broken-hint = try again; if it fails again, run `thamdinh doctor` on the workspace
task-readonly = this session only looks; nothing is written
task-readonly-hint = open the workspace again without --readonly
task-at-line = line { $line }: { $fault }
task-at-entry = entry { $entry }: { $fault }
task-targets-refused = the file of targets `{ $file }` has lines that cannot be used; no target was set: { $faults }
task-targets-columns = the file of targets `{ $file }` lacks the column of criteria or of targets
task-targets-hint = the CSV needs a header with the columns criterion;target and, where targets differ between applicants, applicant
task-value-unreadable = cannot read the value `{ $value }` (unit: { $unit })
task-value-hint = give a number (98,5 or 98,5%), a ratio (45/46), or an answer in words (Có, Không)
task-points-unreadable = cannot read the points `{ $points }`
task-criterion-ambiguous = code `{ $name }` may be { $one } or { $other }
task-criterion-unknown = framework { $framework } has no criterion `{ $name }`
task-ambiguous-hint = give the whole name or id
task-choose-hint = choose one of those named
task-applicant-unknown-hint = check the applicant's name (diacritics may be left out), or load its dossier first
task-criterion-unknown-hint = see the criteria: thamdinh framework show { $framework }
task-applicant-ambiguous = the name `{ $name }` may be { $one } or { $other }
task-applicant-unknown = this round has no dossier of `{ $name }`
task-stage-unknown = there is no stage `{ $name }`; the stages are: { $known }
task-stage-self = the self stage belongs to the applicant; the council does not change it
task-stage-self-hint = choose a stage of the council: { $known }
task-form-unknown = the framework has no form `{ $name }`; the forms are: { $known }
task-round-unknown = the workspace has no round `{ $name }`
task-round-none = the workspace has no round yet
task-round-none-hint = load dossiers first: thamdinh import DIR --workspace FILE
task-framework-unknown = there is no framework `{ $name }`
task-framework-unknown-hint = see the list: thamdinh framework list
task-framework-broken-hint = run `thamdinh framework check FILE` to see all faults, then mend the file
task-framework-unrecognised = cannot tell which framework the dossiers belong to
task-framework-unrecognised-hint = name it with --framework; see the list: thamdinh framework list
task-profile-old-round = the round { $round } is open already; a profile is chosen only when a round is opened
task-profile-old-round-hint = leave out --profile and --stages to load into this round, or leave out --round to open a new one
task-rulings-refused = the file of rulings `{ $file }` has lines that cannot be used; nothing was recorded: { $faults }
task-rulings-columns = the file of rulings `{ $file }` lacks the column applicant or criterion
task-rulings-hint = the CSV needs a header with the columns applicant;criterion;stage;value;verdict;points;note;by
task-rule-empty = a ruling needs a value, a verdict or points
task-rule-empty-hint = add --value, --verdict or --points
task-rule-reason = “not applicable” needs a reason
task-rule-reason-hint = add --note "reason"
task-verdict-unreadable = cannot read the verdict `{ $verdict }`
task-by-missing = nobody is named as ruling
task-by-missing-hint = add --by "Name", or a column by in the CSV
task-export-none = no applicant was chosen
task-export-none-hint = name --applicant NAME, or --all
task-nothing-to-undo = there is nothing to undo
task-nothing-to-redo = there is nothing to redo
task-said-open-round = opened the { $year } round of { $organisation }: { $framework }
task-said-threshold = the rate of recognition is set: from { $rate }%
task-said-threshold-cleared = the rate of recognition was cleared
task-said-submit = loaded the dossier of { $applicant }
task-said-value = value { $value }
task-said-value-here = { $value }
task-said-points = { $points } points
task-said-ruled = ruled { $criterion } of { $applicant }: { $what }
task-said-ruled-here = ruled { $criterion }: { $what }
task-said-unruled = withdrew the ruling on { $criterion } of { $applicant }
task-said-unruled-here = withdrew the ruling on { $criterion }
task-said-note = noted { $criterion } of { $applicant }
task-said-note-here = noted { $criterion }
task-said-note-removed = removed the note on { $criterion } of { $applicant }
task-said-note-removed-here = removed the note on { $criterion }
task-said-dossier-note = noted the dossier of { $applicant }{ $criterion }
task-said-dossier-note-removed = removed the note on the dossier of { $applicant }{ $criterion }
task-said-file-marked = marked the evidence “{ $file }” of { $applicant }: { $mark }
task-said-file-marked-here = marked the evidence “{ $file }”: { $mark }
task-said-file-unmarked = removed the mark on the evidence “{ $file }” of { $applicant }
task-said-file-unmarked-here = removed the mark on the evidence “{ $file }”
task-said-evidence-marked = marked the evidence of { $criterion }, { $applicant }: { $mark }
task-said-evidence-marked-here = marked the evidence of { $criterion }: { $mark }
task-said-evidence-unmarked = removed the mark on the evidence of { $criterion }, { $applicant }
task-said-evidence-unmarked-here = removed the mark on the evidence of { $criterion }
task-mark-du = sufficient
task-mark-thieu = missing
task-mark-bo-sung = to be supplemented
task-said-flag-dismissed = dismissed a flag of { $applicant }
task-said-flag-dismissed-here = dismissed a flag
task-said-presented = handed the dossier of { $applicant } to the chair
task-said-sealed = sealed the conclusion { $stage } of { $applicant }
task-said-sealed-here = sealed the conclusion { $stage }
task-said-signed = signed `{ $file }`
task-report-none = the framework { $framework } declares no report
task-report-unknown = there is no report { $name }; known are { $known }
task-section-unknown = { $report } has no section `{ $name }` to write; its sections: { $known }
task-offices-hint = the file has a table [office] and tables [form.ID] with the keys above, agency, number, place, district, addressee, authority, title, signer, recipients, annex
task-said-narrated = wrote { $report }, section “{ $section }” of { $applicant }
task-said-narrative-removed = removed the text of { $report }, section “{ $section }” of { $applicant }
task-said-narrated-round = wrote { $report }, section “{ $section }” for the whole round
task-said-narrative-removed-round = removed the text of { $report }, section “{ $section }” of the whole round
task-said-offices = set what documents say of the issuing offices
task-said-reopened = reopened the conclusion { $stage } of { $applicant }
task-said-reopened-here = reopened the conclusion { $stage }
task-said-undo = undone
task-said-undone = undone: “{ $what }”
task-said-redone = done again: { $what }
task-said-nothing = nothing changed
task-said-ruled-many = ruled { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
} of { $applicant }
task-said-ruled-many-here = ruled { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
}
task-said-marked-many = marked the evidence of { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
} of { $applicant }: { $mark }
task-said-marked-many-here = marked the evidence of { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
}: { $mark }
task-said-targets-many = set { $count ->
    [one] 1 target
   *[other] { $count } targets
}
task-said-many = did { $count } acts
task-said-target = the round's target of { $criterion } is { $target }{ $applicant }
task-said-target-cleared = cleared the round's target of { $criterion }{ $target }{ $applicant }
task-said-own-target = the target of { $criterion } for { $applicant } is { $target }
task-said-own-target-cleared = cleared the target of { $criterion } for { $applicant }{ $target }


task-not-the-latest = a later ruling stands on criterion { $criterion }, so this one cannot be taken back alone
task-not-the-latest-hint = take the latest ruling back first, or rule anew
task-mark-nothing = neither a criterion nor a file to mark is named
task-mark-nothing-hint = Name the criterion with --criterion, or the file with --file.
task-mark-several = the file `{ $file }` serves several criteria
task-mark-several-hint = Name one of them with --criterion: { $criteria }.
task-file-unknown = the dossier has no file of evidence `{ $name }`
task-file-unknown-hint = Leave out --mark to see the files of the dossier.
task-file-ambiguous = `{ $name }` may be several files: { $one } and { $other }
task-file-not-opened = cannot open the file of evidence `{ $file }`
task-file-gone-hint = See whether the folder (or the stick) that was loaded is still where it was, or load the dossier again.
task-file-by-hand-hint = If it must be seen, open it yourself with a fitting program after checking it for malware.
task-file-no-program-hint = Install a program for files of this kind, or open the file from the dossier's folder.
task-supplements-none = no evidence is marked as missing or to be supplemented
task-supplements-none-hint = Mark evidence as missing or to be supplemented on the evidence screen or with `thamdinh evidence … --mark`, then export again.

### cli — the command line

cli-diff-nothing-stored = Compared only: nothing was stored in the workspace. Leave out --diff to load.
cli-import-report = The issues to be sent back to the applicants are in: { $file }
cli-arg-diff = only says which dossiers are new, which changed and how; stores nothing in the workspace
cli-arg-report = writes the issues found, to be sent back to the applicants: to one .xlsx, or to a folder with a file for each applicant
cli-arg-overwrite-report = replaces the files of --report where they are there already
cli-did-you-mean = did you mean `{ $name }`?
cli-see-help = see the usage: { $command } --help
cli-missing = { $argument } is missing
cli-unknown-argument = there is no option `{ $argument }`
cli-unknown-command = there is no command `{ $name }`
cli-no-value = { $argument } needs a value
cli-invalid-value = { $argument }: the value `{ $value }` cannot be used
cli-invalid-choice = { $argument }: the value `{ $value }` cannot be used; it takes: { $known }
cli-conflict = { $argument } cannot go with { $other }
cli-wrong-usage = the command line is wrong
cli-import-first = submission 1
cli-import-again = submission { $number }
cli-import-unchanged = unchanged since it was last loaded
cli-import-figures = { $claims } criteria, { $evidence } evidence files, { $flags } flags
cli-import-issues = { $count } issues to look at:
cli-import-done = Read the dossiers of { $count } applicants ({ $new } new or changed), round of { $year }: { $round }.
cli-import-nothing = No dossier could be read; nothing was written into the workspace.
cli-import-cancelled = The loading was stopped; the dossiers loaded so far are kept.
cli-place-sheet = sheet `{ $sheet }`
cli-place-cell = cell { $cell }
cli-exported = Wrote { $count ->
    [one] 1 file
   *[other] { $count } files
}.
cli-doctor-restored = Restored from the backup; the old file is kept as { $kept }
cli-doctor-restored-new = Restored from the backup; there was no file in its place before
cli-doctor-backup = Wrote a backup: { $file }
cli-doctor-events = Journal: { $count } events
cli-doctor-rounds = Rounds: { $count }
cli-doctor-dossiers = Dossiers: { $count }
cli-doctor-evidence = Evidence files: { $count }
cli-doctor-rebuilt = The projection was rebuilt from the journal.
cli-doctor-sound = The workspace is sound.
cli-doctor-faults = { $count } faults were found.
cli-framework-about = { $level }, { $method }, { $criteria } criteria
cli-framework-written = Wrote { $file }
cli-framework-profiles = Profiles (chains of appraisal laid over a framework when a round is opened, with --profile):
cli-arg-profile = Profile laid over the framework of a new round, such as hai-cap
cli-arg-stages = File (.toml) that renames stages, bodies and signers for a new round
cli-level-xa = communes
cli-level-huyen = districts
cli-level-so = departments
cli-level-tinh = provinces
cli-level-bo = ministries
cli-method-pass-fail = pass/fail
cli-method-maturity = by level
cli-method-points = by points
cli-check-acknowledged = [acknowledged]
cli-check-open = [NOT ACKNOWLEDGED]
cli-check-sound = Sound.
cli-check-unsound = Not usable yet: mend the faults above, or acknowledge the source's contradictions in [[contradictions]].
cli-template-written = Wrote the blank form: { $file }
cli-framework-broken = the file has faults and cannot be used yet:
cli-check-cannot = [cannot be checked]
cli-about = Thẩm định: the workstation of digital-transformation appraisal councils.
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-value-file = FILE
cli-value-dir = DIR
cli-value-name = NAME
cli-value-member = MEMBER
cli-value-year = YEAR
cli-value-value = VALUE
cli-value-points = POINTS
cli-value-text = TEXT
cli-value-workspace = WORKSPACE
cli-value-command = COMMAND
cli-open = Open a workspace on the screen (without a file: the one used last)
cli-demo = Look round the invented district Minh Họa in a temporary workspace
cli-import = Load submitted dossiers and report what was read
cli-framework = The framework library
cli-framework-list = List the frameworks
cli-framework-show = Show a framework
cli-framework-check = Check framework files; names file, line and fault
cli-framework-new = Start the file of a new framework
cli-rule = Record rulings of the council without the screen
cli-export = Write official tables
cli-template = Write the blank self-assessment form
cli-score = Try one criterion's rule on given figures, with its explanation
cli-dump = Print the whole state as JSON
cli-doctor = Check a workspace's integrity; rebuild the projection; restore a backup
cli-arg-version = Print the version
cli-arg-help = Print this help
cli-arg-lang = Language: vi or en
cli-arg-readonly = Look only, write nothing (for the public screen)
cli-arg-workspace = The workspace file (.thamdinh)
cli-arg-demo-workspace = Keep the sample workspace in this file instead of a temporary one
cli-arg-dir = A folder of dossiers (one subfolder an applicant), or a workbook
cli-arg-framework-import = Framework of a new round (default: the round's own, or recognised from the files)
cli-arg-year = Year appraised
cli-arg-organisation = Organising body, such as "UBND huyện Minh Họa"
cli-arg-stage-import = Stage of a new round, such as district, province
cli-arg-targets = File of targets (.csv or .toml) for the round
cli-arg-round = Round (default: the latest)
cli-arg-by-import = Who loads the dossiers (default: from the settings, or the user of this machine)
cli-arg-json = Print JSON
cli-arg-framework = Framework id
cli-arg-framework-file = Framework file (.toml)
cli-arg-framework-new = Id of the new framework
cli-arg-framework-out = File to write (default: print it)
cli-arg-applicant = Applicant (name, marks may be left out)
cli-arg-criterion = Criterion id, such as 1.10
cli-arg-stage = Stage (default: the round's)
cli-arg-value = Appraised value, such as "98,5%", 45/46, Có
cli-arg-verdict = Verdict: dat, khong-dat or khong-ap-dung
cli-arg-points = Appraised points
cli-arg-note = Reason
cli-arg-by = The council member who rules
cli-arg-from = CSV file of several rulings; written only if all are sound
cli-arg-form = Id of a form or report, such as phu-luc-02 or mau-so-02; tong-hop-ket-qua: the summary of the round
cli-arg-export-applicant = Applicant to export (may be several)
cli-arg-all = Export all applicants
cli-arg-format = File format: xlsx (default), pdf or docx
cli-narrate = Write the sections of an appraisal report; without a text, list them
cli-arg-narrate-applicant = Applicant of the report (default: for the whole round)
cli-arg-narrate-report = Report id, such as mau-so-02
cli-arg-section = Key or heading of a section
cli-arg-narrate-text = The text; empty removes what is written
cli-arg-narrate-file = Text file in UTF-8 with the text
cli-narrate-conflict = (written by several, not yet united: { $who })
cli-narrate-unwritten = (not written)
cli-office = Set or show what documents say of their office: names, signers, recipients
cli-arg-office-file = TOML file with a table [office] and tables [form.ID]
cli-office-hint = Keep the above as a file, edit it, and set it with --file FILE.toml --by MEMBER
cli-arg-out = Folder to write into
cli-arg-provenance = Adds the internal record of confirmation (who ruled what, when) behind each table or report
cli-arg-book = One file for all: a workbook with a sheet, or a document with an annex, for each applicant
cli-arg-overwrite = Replace files that are already there
cli-arg-template-form = Form id (default: the self-assessment form)
cli-arg-template-out = File to write
cli-arg-input = Figures, such as value=98,5% or a=45 b=46
cli-arg-score-target = Target to try with
cli-arg-rule-all = Record the same ruling for every applicant of the round
cli-arg-rebuild = Rebuild the projection from the journal
cli-arg-restore = Restore from this backup
cli-arg-backup = Write a backup into this file
cli-evidence = Lists the evidence of a dossier by criterion, or marks it sufficient, missing, to be supplemented
cli-evidence-none = (no criterion)
cli-evidence-late = after the deadline: { $day }
cli-evidence-elsewhere = the same as { $places }
cli-evidence-gone = no longer where it was loaded from
cli-arg-evidence-file = File of evidence, by its path or the end of it; the whole criterion where left out
cli-arg-evidence-mark = Mark: du (sufficient), thieu (missing), bo-sung (to be supplemented); only lists where left out
cli-arg-evidence-unmark = Takes the mark away
cli-arg-evidence-note = Note: what is missing, what is to be supplemented

### sign — signing files

sign-about = Sign files: a PDF inside itself, any other file with a signature beside it (.p7s)
sign-arg-file = The files to sign
sign-arg-pkcs12 = Key file, PKCS#12 (.p12, .pfx)
sign-arg-pkcs11 = PKCS#11 library of a token
sign-arg-slot = The token's slot number (see --list)
sign-arg-certificate = The certificate, by label, number, name or serial number
sign-arg-list = List the tokens plugged in and their certificates; asks for no PIN
sign-arg-password-env = Environment variable with the password or PIN (default: ask, without showing it)
sign-arg-reason = Reason for signing
sign-arg-place = Place of signing
sign-arg-visible = Show the agency's signature at the upper right of the first page (an annex that is its own file)
sign-arg-agency = The agency's name as shown (default: the certificate's)
sign-arg-number = Number and symbol of the document as shown
sign-arg-picture = Picture of the signature to show (PNG or JPEG)
sign-arg-at = Place of the picture, in mm from the upper left: PAGE,LEFT,TOP,WIDTH,HEIGHT; without PAGE the last page
sign-arg-intermediates = Intermediate certificates to go along; files of the folder `certificates` of the settings always do
sign-arg-in-place = Let the signed PDF take the file's place (default: it becomes NAME.signed.pdf)
sign-arg-in-file = EXPERIMENTAL: sign Excel and Word files inside (written as NAME.signed.xlsx, NAME.signed.docx) instead of a .p7s beside them; LibreOffice verifies it, Microsoft Office was not tried
sign-arg-workspace = Keep the signing in the journal of this workspace
sign-arg-by = The council member who signs
sign-ask-password = Password of the key file “{ $file }”:
sign-ask-pin = PIN of the token “{ $token }”, to sign as { $name }:
sign-ask-pin-low = A wrong PIN was entered before. PIN of the token “{ $token }”, to sign as { $name }:
sign-ask-pin-last = ONE TRY LEFT: another wrong PIN locks the token. PIN of the token “{ $token }”, to sign as { $name }:
sign-done = Signed { $count ->
    [one] 1 file
   *[other] { $count } files
} as { $by }.
sign-done-beside = A `.p7s` signature lies outside its file: send both; a change to the file makes the signature invalid.
sign-done-inside = A signature inside an Excel or Word file is an experiment: LibreOffice verifies it, Microsoft Office was not tried. Saving the file again drops it.
sign-list-none = No token is plugged in.
sign-list-token = Slot { $slot }: { $label } ({ $manufacturer }, number { $serial })
sign-list-certificate = label “{ $label }”, id { $id }: { $name }, serial { $serial }, valid until { $until }
sign-stamp-number = Number: { $number }
sign-stamp-time = Signed: { $time }
sign-shown-on-pdf-only = a signature can be shown on a PDF only
sign-error-file = cannot sign with the file `{ $file }`
sign-error-broken-pdf = the file is no PDF, or damaged
sign-error-broken-office = the file is no whole Excel (.xlsx) or Word (.docx) file
sign-not-kept = signed and wrote `{ $file }`, but the journal does not keep the signature: { $what }
sign-not-kept-hint = mend the fault and run the same command again: the signature that is there is recognised and only kept in the journal, not made again
sign-not-kept-hint-in-place = mend the fault and sign the file again: the signature that is there stays, the further one is kept in the journal
sign-beside-changed = somebody else has just signed in `{ $file }`; nothing was written, so that their signature is not lost
sign-beside-changed-hint = sign once more
sign-error-other-content = the .p7s beside the file is no signature of what it says now
sign-error-already = the certificate of { $name } signed this file already
sign-error-encrypted-pdf = the PDF has a password or restrictions
sign-error-locked-pdf = an earlier signer locked this PDF against further signatures
sign-error-no-page = the PDF has no page { $page } to show the signature on
sign-error-stamp = the picture of the signature cannot be drawn
sign-error-picture = the picture is no PNG or JPEG
sign-error-not-pkcs12 = the file is no PKCS#12 key file, or damaged
sign-error-protection = the key file is protected in a way that this program does not know
sign-error-password = the password is wrong
sign-error-no-key = there is no key with its certificate
sign-error-several-certificates = there are several certificates: { $known }
sign-error-no-certificate = no certificate is `{ $name }`; there are: { $known }
sign-error-unknown-key = the key is of a kind that this program does not sign with (RSA, ECDSA P-256 and P-384 only)
sign-error-not-valid = the certificate of { $name } is valid from { $from } to { $until } only
sign-error-not-for-signing = the certificate of { $name } is not for signing
sign-error-mismatch = the key does not belong to the certificate
sign-error-certificates = the intermediate certificates cannot be read
sign-error-library = the token's library cannot be loaded: `{ $file }`
sign-error-no-token = no token is plugged in
sign-error-several-tokens = several tokens are plugged in: { $known }
sign-error-no-slot = no token is in slot { $slot }
sign-error-pin = the PIN is wrong; the program does not try again by itself
sign-error-pin-last = the PIN is wrong; ONE try is left before the token locks
sign-error-pin-locked = the PIN is wrong, and the token is locked now
sign-error-locked = the token is locked after wrong PINs
sign-error-pin-expired = the PIN has expired and must be changed before signing
sign-error-removed = the token was unplugged
sign-error-pin-each = the token wants its PIN for each signature, which is not supported yet
sign-error-token = the token failed: { $message }
sign-error-internal = the signature could not be made; this is a fault of the program
sign-error-at = the place `{ $at }` is wrong: PAGE,LEFT,TOP,WIDTH,HEIGHT in mm are needed
sign-error-variable = there is no environment variable `{ $name }`
sign-error-no-password = the password cannot be read
sign-hint-broken-pdf = export or save the PDF again, then sign
sign-hint-broken-office = export the file again and sign it, or sign with a .p7s beside it
sign-hint-other-content = move the old .p7s away, or replace it (--overwrite), and let those who signed sign again
sign-hint-encrypted-pdf = remove the password and the restrictions before signing
sign-hint-picture = save the picture as PNG (transparent) or JPEG
sign-hint-not-pkcs12 = choose the .p12 or .pfx file that the certificate's issuer gave
sign-hint-protection = export the key file again with AES-256 and SHA-256
sign-hint-password = type the password again; accented letters were tried both composed and decomposed
sign-hint-certificate = name the certificate with --certificate
sign-hint-library = check the path of the library (.so, .dll) of the token's maker, for 64 bits
sign-hint-token = plug the token in and try again
sign-hint-slot = look with --list, then choose with --slot
sign-hint-pin = check the PIN well before trying again: a few wrong ones lock the token
sign-hint-locked = unlock the token or change its PIN with its maker's program, or ask the issuer of the certificate

### verify — verifying signatures

verify-about = Verifies digital signatures: inside PDF, Excel and Word files, and beside any file (.p7s)
verify-arg-file = Files or folders to verify
verify-arg-ca = Certificates of trusted authorities (PEM or DER), file or folder; the folder `certificates` of the settings always counts too
verify-arg-workspace = Hold the files against the journal of this workspace: whether each is the one that was signed
verify-error-authority = the file `{ $file }` holds no certificate that can be read
verify-valid = valid
verify-altered = the file was changed after signing: { $what }
verify-altered-page = the content of page { $page }
verify-altered-annotation = an annotation or stamp on page { $page }
verify-altered-field = a field of the form
verify-altered-object = object { $number } of the file
verify-altered-unreadable = what was appended cannot be read
verify-altered-final = signed again although the author locked the file against changes
verify-altered-sheet = sheet { $number }
verify-altered-text = the text
verify-altered-part = a part of the Excel or Word file
verify-altered-added = something was added after signing
verify-broken = the signature does not hold: { $why }
verify-broken-range = the range it covers does not fit the file (rewritten or patched)
verify-broken-message = the signature cannot be read
verify-broken-no-certificate = the signer's certificate is missing
verify-broken-digest = the content is not what was signed
verify-broken-signature = it does not fit the certificate
verify-broken-other-certificate = it was made for another certificate
verify-broken-algorithm = the algorithm is unknown or no longer safe (such as SHA-1)
verify-broken-not-for-signing = the certificate is not for signing
verify-untrusted = fits the file, but the certificate comes from no trusted authority
verify-not-valid-then = fits the file, but the certificate was not valid at the time stated
verify-time-unknown = fits the file, but nothing says when it was made
verify-unchecked = NOT CHECKED: a signature inside the file in a form that this program does not read; verify it with the program that made it
verify-file-locked = the file has a password and cannot be opened
verify-file-broken = the file is damaged, cut off or not of its format
verify-file-too-large = the file is too large, or bears too many signatures
verify-file-no-signature = the .p7s beside it holds no signature that can be read
verify-state = { $state ->
    [valid] validly signed
    [invalid] signature NOT valid
    [unproven] signed, but not proven valid
    [unsigned] not signed
   *[unreadable] cannot be checked
}
verify-time = { $source ->
    [timestamp] { $time } (by timestamp)
    [signing-time] { $time } (by the signer's clock)
    [file] { $time } (by the file, as the signer says)
   *[none] time unknown
}
verify-whole = covers the whole file
verify-part = covers an earlier state of the file
verify-timestamp = timestamp
verify-nameless = somebody unnamed
verify-kept-same = is the file that { $by } signed on { $at }, as the journal says
verify-kept-other = is NOT the file of that name that { $by } signed on { $at }, as the journal says
verify-kept-nothing = the journal says nothing of this file
verify-no-authorities = No certificate of any authority was supplied; name one with --ca, or put it into the folder `certificates` of the settings.
verify-not-checked = Not checked: whether certificates were revoked; the signature of the authority behind a timestamp on a signature.
verify-done = { $files ->
    [one] 1 file
   *[other] { $files } files
}: { $fine } valid, { $others } to look at.

### tui — screens and dialogs

tui-columns-intro = What does each column hold? Tables with the same header are read so from then on.
tui-columns-none = – not read
tui-columns-header = Header row
tui-columns-header-known = as recognised
tui-columns-too-few = At least one column of codes or names and one of results are needed.
tui-columns-twice = Two columns are chosen to hold the same.
tui-hint-change = Change
tui-refuse-no-table = there is no table whose columns could be chosen
tui-context-import = Loading dossiers
tui-files-title = Choose what to load
tui-files-hint = type part of a name (marks may be left out), or paste a path
tui-files-this = Load this folder
tui-files-above = .. to the folder above
tui-files-count = { $folders ->
    [one] 1 folder
   *[other] { $folders } folders
}, { $tables ->
    [one] 1 file
   *[other] { $tables } files
}
tui-files-table = table
tui-files-archive = archive
tui-files-other = elsewhere
tui-files-path = Press Enter to go to this path.
tui-hint-look = Preview
tui-hint-open = Open
tui-hint-go = Go
tui-hint-load = Load
tui-stray-import = typing does nothing here; { $rename } names the applicant
tui-refuse-no-load = only while a load is looked at
tui-refuse-loaded = the dossiers are loaded already
tui-refuse-nothing-read = no dossier could be read here
tui-refuse-nothing-new = there is no new or changed dossier to load
tui-refuse-one-submission = this dossier was submitted only once
tui-no-issue = there is no other issue
tui-no-change = no dossier submitted again has changed
tui-import-title = Preview of a load
tui-import-title-after = What was loaded
tui-import-new-workspace = into the workspace { $file }
tui-import-this-round = into the round that is open
tui-import-other-round = into another round of the workspace
tui-import-new-round = opens a new round
tui-import-counts = { $all ->
    [one] 1 applicant
   *[other] { $all } applicants
}, { $stored ->
    [one] 1 dossier
   *[other] { $stored } dossiers
} to load, { $issues ->
    [one] 1 issue
   *[other] { $issues } issues
}. Nothing is stored yet: { $key } loads.
tui-import-menu = Correct or leave out…
tui-import-to-round = To the round
tui-import-column-name = Applicant
tui-import-column-fate = Becomes
tui-import-column-done = Outcome
tui-import-column-claims = Criteria
tui-import-column-evidence = Evidence
tui-import-column-issues = Issues
tui-import-table = { $place }: { $rows ->
    [one] 1 row of criteria
   *[other] { $rows } rows of criteria
}
tui-import-columns = Columns (fit the form by { $confidence }%): { $columns }
tui-import-by-hand = Columns chosen by hand: { $columns }
tui-import-unknown = No form recognised in { $place }
tui-import-no-issues = No issue.
tui-import-issues = Issues ({ $count })
tui-import-more = ▼ more
tui-import-first = { $count ->
    [one] 1 dossier
   *[other] { $count } dossiers
} submitted for the first time
tui-import-next = { $count ->
    [one] 1 dossier
   *[other] { $count } dossiers
} submitted again
tui-import-left = { $count } not loaded (unchanged, left out, or unreadable)
tui-import-ruled = { $count ->
    [one] 1 ruling stands on a figure that changed: kept, and flagged to be looked at
   *[other] { $count } rulings stand on figures that changed: kept, and flagged to be looked at
}
tui-import-into-file = Workspace: { $file }
tui-import-question = Load these dossiers?
tui-import-leave-question = Nothing is loaded; what you corrected in the preview will be lost.
tui-changes-heading = Changes since submission { $before }
tui-changes-heading-at = Submission { $after } ({ $at }) beside submission { $before }
tui-form-applicant = Applicant's name
tui-form-rename-intro = The dossier read from { $folder }
tui-form-framework-unrecognised = No framework is recognised in these files. Choose one (← →); then say in the preview what the columns of the table hold.
tui-form-findings-file = File
tui-form-findings-way = Written as
tui-findings-one-book = one file, a sheet for each applicant
tui-findings-each = a file for each applicant, in a folder of that name
tui-findings-title = Export the issues
tui-findings-intro = A table overall and one for each applicant: file, sheet, cell, issue, what to do; to be sent back.
tui-findings-file = issues.xlsx
tui-name = Thẩm định – workstation of the appraisal council
tui-too-small = The window is too small: at least 60 columns × 15 rows are needed. Enlarge the window or choose a smaller font.
tui-no-terminal = this terminal cannot be used
tui-system-says = the system says: { $message }
tui-no-terminal-hint = run the program in a terminal window, its output not redirected
tui-refuse-not-here = this screen has no such act
tui-refuse-readonly = The workspace is open read-only.
tui-round-title = Round of appraisal
tui-round-crumb = Round { $year }
tui-year = year { $year }
tui-sample = SAMPLE – invented figures
tui-readonly = READ ONLY
tui-level = level { $level }
tui-points = { $points } points
tui-no-points = no points yet
tui-no-level = no result yet
tui-level-attained = level attained ({ $stage })
tui-level-registered = level applied for
tui-asked-target = Target: { $target }
tui-asked-points = Most points: { $points }
tui-asked-unit = Unit: { $unit }
tui-asked-deadline = Due: { $deadline }
tui-input-value = Value
tui-input-choice = Case
tui-input-count = Count
tui-input-percent = Per cent
tui-input-points = Points
tui-input-condition = Condition
tui-input-communes = Communes in all
tui-input-communes-at = Communes at level { $level }

tui-compare-title = Compare { $code }
tui-compare-evidence = Ev.
tui-compare-evidence-full = pieces of evidence
tui-compare-remark = Remark
tui-compare-unlike = unlike its like
tui-compare-far = far from the others
tui-compare-counts = { $stage }: met { $met }, not met { $failed }, open { $pending }
tui-compare-counts-plain = { $stage }: given { $done }, open { $pending }
tui-compare-differing = Different { $count }
tui-compare-unlike-count = { $sign } unlike { $count }
tui-compare-strip = units by result
tui-compare-strip-target = units by value, ▲ target
tui-compare-end = There are no more criteria.
tui-screens-title = Go to a screen (press its digit, or choose and Enter)
tui-flags-dossier = Flags of the dossier
tui-flags-round = Flags of the round
tui-flags-message = What was found
tui-flags-none = There are no flags.
tui-flags-counts = { $flags } flags of { $kinds } kinds
tui-flags-counts-own = { $flags } flags of this dossier, { $all } in the round
tui-history-at = When
tui-history-who = Who
tui-history-what = What
tui-history-change = Before → after
tui-history-of-round = The whole round
tui-history-of-row = { $name } · criterion { $code }
tui-history-nothing = Nothing has been recorded yet.
tui-history-ruled = ruling
tui-history-noted = note
tui-history-marked = evidence marked
tui-history-dismissed = flag dismissed
tui-history-signed = signed
tui-history-narrated = wrote the report
tui-history-reopened = dossier reopened
tui-history-inactive = This act was taken back and is no longer in force.
tui-history-more = … and { $count } more
tui-history-taken-back = This act was taken back already.
tui-history-stays = This act cannot be taken back here.
tui-history-take-back = Take the act below back? What stood before it is in force again; the journal keeps both.
tui-place-round = List of dossiers
tui-place-round-help = progress, results, differences and flags of each applicant
tui-place-heat = Heat map
tui-place-heat-help = every dossier and every criterion on one sheet
tui-place-review = Review of a dossier
tui-place-review-help = the criteria of the dossier in hand
tui-context-global = On every screen
tui-context-first-run = First screen
tui-context-round = Round of appraisal
tui-context-review = Review of a dossier
tui-context-heat = Heat map
tui-context-compare = Comparison of one criterion
tui-context-flags = Flags
tui-context-history = History
tui-context-list = In dialogs and lists
tui-context-field = While typing

tui-status-nobody = Nobody has said who acts
tui-status-saving = saving…
tui-status-saved = saved
tui-status-unsaved = NOT SAVED
tui-status-quitting = saving before leaving…
tui-status-working = working…

tui-theme-dark = Dark theme
tui-theme-bright = Bright theme (projector)
tui-theme-contrast = High-contrast theme
tui-theme-plain = Theme without colour

tui-keymap-refused = the key map `{ $file }` cannot be used
tui-keymap-faults = { $faults }
tui-keymap-fault = line { $line }: { $fault }
tui-keymap-hint = mend the lines named; names of acts and keys stand in `keymaps/mac-dinh.toml`
tui-keymap-meant = { $fault }; did you mean `{ $near }`?
tui-keymap-unknown-map = there is no key map named `{ $name }`
tui-keymap-unknown-context = there is no context named `{ $name }`
tui-keymap-unknown-act = there is no act named `{ $name }`
tui-keymap-unknown-key = there is no key named `{ $key }`
tui-keymap-no-table = `{ $name }` must be a table of acts
tui-keymap-no-text = a key must be written in quotes, such as "F2"
tui-keymap-extends = `extends` must name a key map
tui-keymap-writes = the key `{ $key }` types a letter and cannot be an act while typing
tui-keymap-syntax = wrong TOML syntax: { $detail }
tui-keymap-clash = the key `{ $key }` of `{ $act }` already means `{ $other-act }` ({ $other-file }, line { $other-line })
tui-keymap-prefix = the key `{ $key }` of `{ $act }` begins like `{ $other-key }` of `{ $other-act }` ({ $other-file }, line { $other-line })

tui-first-title = Welcome to Thẩm định
tui-first-intro = Puts each self-assessed value beside the appraised one, lets the council decide, and writes exactly the official tables. Choose where to begin:
tui-leave-title = Leave the program
tui-leave-question = Everything done is saved. Leave the program?
tui-workspace-empty = The workspace has no round yet: load a folder of dossiers.

tui-column-name = Applicant
tui-column-state = State
tui-column-progress = Progress
tui-column-before-passed = Met
tui-column-before-failed = Not
tui-column-before-pending = Open
tui-column-before-result = Result
tui-column-registered = Applied
tui-column-before-rank = Rank
tui-column-rank = Rank
tui-column-gain = Gain
tui-column-blocking = Blocking
tui-column-passed = Met
tui-column-failed = Not
tui-column-pending = Open
tui-column-result = Result
tui-column-differing = ≠
tui-column-flags = Fl
tui-column-rate = Rate
tui-column-conclusion = Conclusion
tui-column-code = No.
tui-column-criterion = Criterion
tui-column-target = Target
tui-column-max-points = Most
tui-column-value = Value
tui-column-verdict = Result
tui-column-level = Level
tui-column-points = Points

tui-sorted = Sorted by { $column }
tui-filtered = { $filter }: { $count ->
    [one] 1 row
   *[other] { $count } rows
}
tui-filter-all = All
tui-filter-open = Open
tui-filter-different = Different
tui-filter-flagged = Flagged
tui-filter-empty = This filter leaves no row.
tui-round-empty = This round has no dossier yet: load a folder of dossiers.
tui-round-totals = Done { $finished }/{ $dossiers } dossiers · { $done }/{ $all } criteria · Met { $passed } · Not met { $failed } · Different { $differing } · Flags { $flags }
tui-round-totals-plain = Done { $finished }/{ $dossiers } applicants · { $done }/{ $all } criteria · Different { $differing } · Flags { $flags }
tui-round-totals-least = { $done }/{ $all } · Different { $differing } · Flags { $flags }
tui-round-totals-short = { $done }/{ $all } criteria · Met { $passed } · Not { $failed } · Different { $differing } · Flags { $flags }
tui-round-next-export = Sealed. Next: { $key } – export the forms to be signed.
tui-round-next-seal = Next: { $key } – open the conclusion for the chair to seal.
tui-round-next-conclude = Next: { $key } – open the conclusion to submit it to the chair.
tui-round-next-threshold = Next: { $key } – set the rate of recognition of the round; this dossier is appraised to its end.
tui-round-next-look = Next: { $key } – open the dossier.
tui-round-next-open = Next: { $key } – open the dossier, { $count } criteria are open.
tui-round-about-flags = { $count } flags to look at
tui-round-about-differing = { $count } criteria differ from the stage before
tui-column-failed-whole = Not met
tui-no-open-dossier = No dossier is open any more.
tui-no-different-dossier = No dossier has differences.
tui-no-flagged-dossier = No dossier has flags.
tui-no-open-row = Every criterion is ruled.
tui-no-different-row = No criterion departs from the self-assessment.
tui-no-flagged-row = No criterion has a flag.
tui-no-neighbour = There is no further dossier on that side.

tui-state-chua-tham-dinh = Not begun
tui-state-dang-tham-dinh = Under review
tui-state-da-tham-dinh = Reviewed
tui-state-cho-chu-tich = With the chair
tui-state-da-chot = Sealed
tui-state-chua-tham-dinh-short = New
tui-state-dang-tham-dinh-short = Review
tui-state-da-tham-dinh-short = Done
tui-state-cho-chu-tich-short = Chair
tui-state-da-chot-short = Sealed

tui-verdict-dat = Met
tui-verdict-khong-dat = Not met
tui-verdict-khong-ap-dung = Not applicable
tui-verdict-dang-trien-khai = In progress
tui-verdict-none = no result yet
tui-verdict-dat-short = Met
tui-verdict-khong-dat-short = Not
tui-verdict-khong-ap-dung-short = N/A
tui-verdict-dang-trien-khai-short = Going
tui-open-short = open
tui-saving-short = save…
tui-conflict-short = CLASH!

tui-verdict-dat-brief = Met
tui-verdict-khong-dat-brief = Not met
tui-verdict-khong-ap-dung-brief = N/A
tui-verdict-dang-trien-khai-brief = Going on
tui-column-state-short = State
tui-progress-not-applicable = N/A { $count }
tui-conclusion = Conclusion: { $conclusion }
tui-conclusion-met = MET
tui-conclusion-not-met = NOT MET
tui-conclusion-open = none yet
tui-conclusion-pending = none yet ({ $pending } criteria left)
tui-conclusion-no-threshold = no rate set
tui-progress-pass-fail = Met { $passed } · Not met { $failed } · Different { $differing }
tui-progress-pass-fail-short = Met { $passed } · Not { $failed } · ≠ { $differing }
tui-progress-points = Self { $self } · Appraised { $points }/{ $max } points · Different { $differing }
tui-progress-points-short = Self { $self } · Now { $points }/{ $max } · ≠ { $differing }
tui-progress-gain = Gain { $gain }
tui-progress-blocking = { $count } short of level { $level }
tui-progress-differing = Different { $differing }
tui-weighted-total = weighted { $total }/{ $full }
tui-column-asked = Asked at level { $level }
tui-progress-level = Level: applied { $registered }, self { $self }, appraised { $level }
tui-progress-level-short = Level: applied { $registered }, self { $self }, now { $level }
tui-target-unknown = no target
tui-target-unknown-short = none

tui-tab-content = Content
tui-tab-guidance = Guidance
tui-tab-evidence = Evidence
tui-tab-flags = Flags
tui-tab-notes = Notes
tui-tab-history = History
tui-detail-no-content = No content.
tui-detail-no-guidance = The framework gives no guidance on this criterion.
tui-detail-no-evidence = No file of the dossier serves this criterion.
tui-detail-no-flags = No flag.
tui-detail-no-notes = No note yet.
tui-detail-no-history = Nothing was decided on this criterion yet.
tui-detail-reading = reading…
tui-detail-guidance = Guidance
tui-detail-evidence = Required evidence
tui-detail-source = Data source
tui-detail-basis = Legal basis
tui-detail-deadline = Deadline
tui-detail-printed-note = Note of the framework
tui-detail-requirement = Requirement
tui-detail-explanation = Explanation of the applicant
tui-detail-contradiction = The source contradicts itself here
tui-detail-contradicts-rule = Against the rule: { $why }
tui-detail-contradicts-target = Against the target: { $why }
tui-detail-contradiction-there = ! The source contradicts itself on this criterion: see the guidance.
tui-detail-raw = As written { $raw } in { $place }
tui-detail-hint = ~ Hint: { $hint }
tui-detail-repeated = {"  "}{ $count ->
    [one] 1 row
   *[other] { $count } rows
} listed again, counted once
tui-detail-blank = (left blank)
tui-detail-submission = Submission { $number }
tui-detail-conflict = Another ruling stands beside it: { $ruling }
tui-detail-whole-dossier = whole dossier
tui-detail-also = also for { $criteria }
tui-detail-named = Named in the table

tui-kind-pdf = PDF
tui-kind-document = Word document
tui-kind-spreadsheet = spreadsheet
tui-kind-image = picture
tui-kind-audio = sound
tui-kind-video = film
tui-kind-text = plain text
tui-kind-archive = archive
tui-kind-other = other file
tui-signature-unchecked = signature not checked yet
tui-signature-not-signable = carries no signature
tui-signature-unsigned = not signed
tui-signature-valid = signature valid
tui-signature-invalid = signature NOT valid
tui-signature-unproven = signed, but not proven valid
tui-signature-unreadable = signatures cannot be checked

tui-event-open-round = opened the round
tui-event-target = set a target
tui-event-threshold = set the rate of recognition
tui-event-submit = loaded the dossier
tui-event-note = noted “{ $text }”
tui-event-mark = marked evidence: { $mark }
tui-event-dismiss = dismissed a flag: { $reason }
tui-event-present = handed it to the chair
tui-event-seal = sealed the dossier
tui-event-sign = signed `{ $file }` ({ $by })
tui-event-narrate = report: { $text }
tui-event-offices = set what documents say of the issuing offices
tui-refuse-no-report = the framework declares no report at this stage
tui-narrate-written = { "[x]" }
tui-narrate-conflict = { "[!]" }
tui-narrate-several = Several wrote this section without knowing of each other ({ $who }); the report prints all of it. Saving replaces all by one text.
tui-narrate-of-round = { "[=]" }
tui-narrate-unwritten = { "[ ]" }
tui-narrate-legend = { "[x]" } written · [!] written by several, to be united · [=] the text of the round is used · [ ] not written
tui-narrate-question = Printed in the report of { $name }. An empty text removes it.
tui-narrate-question-round = Printed in the reports of all applicants without a text of their own. An empty text removes it.
tui-event-reopen = opened it again: { $reason }
tui-event-undo = undid or redid something
tui-event-redone = done again: { $what }
tui-event-undone = undone: { $what }
tui-event-batch = ruled { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
}
tui-event-batch-across = ruled one criterion of { $count ->
    [one] 1 applicant
   *[other] { $count } applicants
}
tui-event-batch-results = ruled { $count ->
    [one] 1 result
   *[other] { $count } results
}
tui-event-batch-targets = set the targets of { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
}
tui-event-batch-marks = marked { $count ->
    [one] 1 piece
   *[other] { $count } pieces
} of evidence
tui-event-batch-mixed = { $count } different acts
tui-event-batch-same = { $what } ({ $count } times)
tui-event-by-sample = sample data

tui-hint-save = Save
tui-hint-snippets = Phrases
tui-hint-newline = New line
tui-hint-cancel = Cancel
tui-hint-discard = Discard
tui-hint-go-on = Go on typing
tui-hint-scroll = Scroll for more
tui-discard-title = Discard the text
tui-discard-question = Discard what you have just typed?
tui-hint-yes = Yes
tui-hint-close = Close
tui-hint-choose = Choose
tui-hint-down = Down
tui-hint-more = Next page
tui-hint-next-field = Next field
tui-hint-other-field = Other field
tui-hint-done = Done
tui-hint-break-off = Break off

tui-failure-title = This could not be done
tui-work-title = Working
tui-help-title = Help – keys
tui-palette-title = Find acts, applicants, criteria, notes (marks may be left out)
tui-heat-result = Results
tui-heat-before = Self-assessed
tui-heat-difference = Differences
tui-heat-flags = Flags
tui-heat-by-name = name
tui-heat-by-total = total
tui-heat-by-column = selected criterion
tui-heat-sign-met = Met
tui-heat-sign-not-met = Not met
tui-heat-sign-going = going on
tui-heat-sign-not-applicable = not applicable
tui-heat-sign-nothing = nothing yet
tui-heat-sign-conflict = two rulings differ
tui-heat-sign-full = full points
tui-heat-sign-tenths = tenths of the full points
tui-heat-sign-none = no points
tui-heat-sign-aim = level registered for
tui-heat-sign-near = one level short
tui-heat-sign-far = further below
tui-heat-sign-down = lowered
tui-heat-sign-up = raised
tui-heat-sign-value = other figures
tui-heat-sign-same = as self-assessed
tui-heat-sign-flag = one flag
tui-heat-sign-flags = several flags
tui-heat-sign-no-flag = no flag
tui-heat-total-pass-fail = Met
tui-heat-total-points = Points
tui-heat-total-maturity = Level
tui-heat-total-difference = Diff.
tui-heat-total-flags = Flags
tui-heat-columns-pass-fail = Not met
tui-heat-columns-points = Mean % of points
tui-heat-columns-maturity = Mean level
tui-heat-columns-difference = Different
tui-heat-columns-flags = Flagged
tui-heat-flagged = { $count } flags
tui-heat-no-open = No cell is open any more.
tui-heat-no-different = No cell differs.
tui-heat-no-flagged = No cell has a flag.
tui-mark-share = about { $share }% of the full points
tui-place-compare = Compare one criterion
tui-place-compare-help = one criterion of all dossiers, so that like is judged alike
tui-flag-missing-evidence = Missing evidence
tui-flag-unreadable-value = Unreadable value
tui-flag-unreadable-verdict = Unreadable verdict
tui-flag-verdict-contradicts-target = Verdict contradicts the target
tui-flag-target-unknown = Target unknown
tui-flag-target-differs = Target differs from the round
tui-flag-missing-row = Missing row
tui-flag-unknown-row = Unknown row
tui-flag-duplicate-row = Duplicate row
tui-flag-ambiguous-code = Ambiguous code
tui-flag-duplicate-evidence = Duplicate evidence
tui-flag-subform-mismatch = Figures differ from the sub-form
tui-flag-unsigned-evidence = Unsigned evidence
tui-flag-invalid-signature = Invalid signature
tui-flag-late = Late
tui-flag-resubmitted = Resubmitted after a ruling
tui-flag-legacy-text = Old encoding (TCVN3, VNI)
tui-flag-suspicious-text = Suspicious text
tui-flag-unsafe-path = Unsafe path
tui-flag-unsupported-file = Unsupported file
tui-flag-oversized = Oversized
tui-flag-implausible-value = Implausible value
tui-flag-computed-input = Figures computed from another round
tui-place-flags = Flags
tui-place-flags-help = what should be looked at, by kind
tui-place-history = History
tui-place-history-help = who did what, when, from what to what
tui-flag-unassigned-evidence = Evidence of no known criterion
tui-flag-uniform-values = All values alike
tui-flag-outlier-value = Value far from the others
tui-flag-year-jump = Great change since the last round
tui-find-title = Find by code or words (marks may be left out)
tui-find-nothing = Nothing found.
tui-find-applicant = applicant
tui-find-group = group
tui-find-screen = screen
tui-find-criterion = criterion
tui-legend-title = Signs in the columns ≠ and flags
tui-legend-same = =  the appraisal follows the applicant
tui-legend-value = ≈  same result, another value
tui-legend-verdict = ≠  another result
tui-legend-unknown = ?  one side is missing
tui-legend-none = ·  no flag
summary-sign-mark = rate of recognition, or level registered for
summary-sign-both = both are the same
summary-sign-appraised = result of the appraisal
summary-sign-claimed = result of the stage before
tui-legend-evidence = files of evidence
tui-legend-no-figure = no figure yet
tui-legend-flags = flags: what the council should look at
tui-legend-differing = criteria on which the appraisal differs from the stage before
tui-legend-signs = The signs on the screen
tui-legend-open = (blank)  not ruled yet

tui-actor-title = Who is acting?
tui-actor-intro = Every decision is recorded with the name of who enters it. Stage: { $stage } ({ $body }).
tui-actor-intro-plain = Every decision is recorded with the name of who enters it.
tui-actor-name = Full name
tui-actor-role = Role in the council (such as secretary; may be empty)

tui-form-folder = Folder of dossiers (one subfolder an applicant)
tui-form-new-workspace = New workspace (empty: beside the folder)
tui-form-load-intro = One folder within for each applicant. Tab completes the name being typed; framework, year and organising body count only for a new round.
tui-form-framework = Framework
tui-form-chain = Chain of appraisal (new rounds only)
tui-form-own-chain = the framework's own
tui-form-any-framework = told by the files
tui-form-this-round = the round shown: { $title }
tui-form-year = Year appraised (blank: the framework's)
tui-form-year-wrong = The year must be a number, such as 2024.
tui-form-organisation = Organising body (may stay blank)
tui-form-several = May be: { $names }
tui-form-workspace = Workspace file
tui-form-threshold = Least rate of criteria met (%), empty if not set
tui-form-threshold-intro = The condition of recognition in the province's decision: criteria met of those that apply. The conclusion is printed only where it is set.
tui-form-target = Target ({ $unit }), empty if not set
tui-form-scope = For
tui-form-all-applicants = all applicants
tui-form-one-applicant = { $name } only
tui-form-form = Form
tui-form-which = Dossiers
tui-form-all-dossiers = all, one file each
tui-form-one-book = all, in one file
tui-form-format = Format
tui-form-format-xlsx = Excel workbook (.xlsx)
tui-form-format-pdf = PDF/A document (.pdf)
tui-form-format-docx = Word document (.docx)
tui-form-kind-self = self-assessment
tui-form-kind-appraisal = appraisal
tui-form-kind-summary = summary of the round
tui-form-kind-structure = structure of the set
tui-form-trace = Internal record of confirmation (who ruled what, when)
tui-form-supplements = List of evidence to be supplemented
tui-form-kind-report = report, as PDF or Word
tui-form-one-dossier = { $name } only
tui-form-out = Folder to write into
tui-form-keep = keep the old files
tui-form-overwrite = replace it
tui-form-targets-file = File of targets (CSV or TOML)
tui-form-target-none = No target is entered, nothing changes.
tui-target-clear-question = Take this target away from all applicants?
tui-form-path-empty = Enter a path.
tui-form-name-empty = Enter a name.
tui-form-no-form = This framework has no form.
tui-form-rate = A number from 0 to 100 is needed, such as 70 or 70.5.
tui-form-word = To confirm, type exactly: { $word }
tui-targets-title = Targets of the round: choose a criterion
tui-targets-file-kinds = a CSV or TOML file
tui-target-title = Set the target
tui-export-folder = exported-forms

tui-value-title = Set the appraised value
tui-value-claimed = Self-assessed: { $claim }
tui-value-unreadable = Cannot be read yet: a number (98.5), a ratio (45/46) or Có/Không is needed, in the criterion's unit.
tui-points-unreadable = Points from 0 to the criterion's maximum are needed.
tui-value-open = left open; choose in the field of the result where there is ground enough
tui-value-empty = No figure yet: fill in at least one field.
tui-subform-claimed = As claimed: { $claim }
tui-subform-counted = As counted in { $form }: { $figure }
tui-value-points = Points by the rule: { $points }
tui-value-points-by-hand = Points given by the council: { $points }
tui-value-level = Meets level { $level }
tui-points-by-rule = (by the rule: { $points })
tui-verdict-by-rule = by the rule
tui-yes = Yes
tui-no = No
tui-input-none = (none)
tui-input-as-one = Value as written
tui-input-points-by-hand = Points (blank: by the rule)
tui-hint-rule = Rule
tui-hint-leave = Leave, write nothing
tui-hint-turn = ◄ ► Turn
tui-value-by-rule = Result by the rule: { $verdict }
tui-value-by-hand = Result chosen by the council: { $verdict }

tui-reason-title = Basis and reason
tui-reason-beside = Self-assessed: { $claim } → Appraised: { $ruling }
tui-reason-departs = The decision departs from the self-assessment. Reason (printed in the note column):
tui-reason-not-applicable = What does not apply leaves the denominator. Reason (printed in the note column):
tui-reason-rule = The decision goes against the rule on this value. Reason (printed in the note column):
tui-reason-points = The points are not those that the rule gives. Reason (printed in the note column):
tui-reason-empty = A reason is needed before it can be saved.
tui-contradiction-title = The self-assessment contradicts the target
tui-contradiction-question = The applicant states { $claim }, but by the rule: { $why }. Which result is recorded?
tui-contradiction-rule = By the rule: { $verdict }
tui-contradiction-claim = As the applicant states: { $verdict }
tui-accept-over-title = Replace a decision
tui-accept-over = The council has decided { $ruling }. Replace it by the self-assessment { $claim }?
tui-snippet-evidence = Evidence is missing: { $evidence }
tui-snippet-figures = The figures stated do not agree with the evidence submitted.
tui-snippet-period = The evidence is not of the period under appraisal.
tui-snippet-unsigned = The evidence is not signed and sealed, or digitally signed, as prescribed.
tui-snippet-target = The result is below the target assigned.
tui-copy-row = The whole row
tui-copied = Copied to the clipboard: { $what }
tui-accept-group-title = Accept { $count }/{ $all } criteria
tui-accept-group-question = Accept the self-assessment of { $count } open criteria of the group “{ $group }”. One undo takes all of them back.
tui-accept-all-question = Accept the self-assessment of { $count } open criteria of “{ $name }” that agree with the rule and have no flag. One undo takes all of them back.
tui-accept-group-left = { $count ->
    [one] 1 criterion is left to be looked at:
   *[other] { $count } criteria are left to be looked at:
}
tui-ruled-already = This result is recorded already.
tui-missing-level = What is missing to level { $level }
tui-missing-verdicts = Criteria not met
tui-missing-points = Criteria short of their full points
tui-missing-by = By the result of { $stage }: { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
}. Choose a row to go there.
tui-missing-none = Nothing is missing.
tui-missing-none-level = The highest level is attained.
tui-conflict-title = Rulings that contradict each other
tui-conflict-question = Self-assessed: { $claim }. Members ruled apart without knowing of each other; take one ruling, or rule anew:
tui-conflict-anew = Rule anew…
tui-dismiss-question = Which flag is to be dismissed?
tui-present-question = Hand the result of { $name } to the chair?
tui-reopen-question = Opens a sealed dossier again. Reason:
tui-seal-word = seal
tui-seal-intro = Once sealed, the result of { $name } cannot be changed unless it is opened again with a reason.
tui-seal-result = Result: met { $passed }/{ $all } ({ $rate }%)
tui-seal-threshold = Rate of recognition: from { $rate }%
tui-seal-no-threshold = No rate of recognition is set: the conclusion stays empty.
tui-seal-points = Result: { $points }/{ $max } points
tui-seal-flags = Open warnings: { $count }
tui-seal-against = The result contradicts the rule at: { $codes }
tui-seal-by = Sealed by { $member }, role: { $role } ({ $stage })
tui-seal-no-chair = Note: whoever seals is not named as the council's chair or deputy chair.
tui-present-by = Presented by { $member }, role: { $role } ({ $stage })
tui-left-no-value = no value
tui-left-contradicts = contradicts its target
tui-left-no-target = no target
tui-left-in-progress = the applicant says it is in progress
tui-left-flag = flagged
tui-accept-flags = Flags of the criteria left out
review-set-target = { $key } sets it
review-complete = { $said }. All { $all } criteria are appraised: { $key } shows the conclusion
tui-seal-label = Type “{ $word }” to confirm

tui-refuse-typing = Something typed is not saved: Enter saves it, Esc drops it; then leave.
tui-stray-review = This is the list of criteria, no field is open: { $value } sets a value, { $note } writes a note.
tui-stray-round = No field is open, so what was typed is ignored; { $find } finds.
tui-stray-dialog = This dialog has no field to type into.
tui-key-interrupt = Ctrl+C is not used here; { $quit } quits.
tui-dismiss-reason = Reason for dismissing the flag (kept in the history):
tui-leave-sample = This is the sample: whatever you tried is deleted on leaving.
tui-turn-refused = { $what } { $why }
tui-key-unbound = The key { $key } does nothing here; { $help } shows the keys.
tui-refuse-sealed = The dossier is sealed: read only. To change it, open it again with a reason.
tui-refuse-by-points = This criterion is scored by points: enter figures or points.
tui-refuse-sealed-already = The dossier is sealed already.
tui-refuse-not-sealed = The dossier is not sealed.
tui-refuse-presented = The dossier is with the chair and waits for the seal.
tui-refuse-open = { $count ->
    [one] 1 criterion is not ruled yet.
   *[other] { $count } criteria are not ruled yet.
}
tui-refuse-no-claim = The applicant states nothing here: set a value or choose a result.
tui-refuse-no-flag = This criterion has no flag.
tui-refuse-no-conflict = No rulings contradict each other on this criterion.
tui-refuse-all-empty = Nothing open in this dossier agrees with its rule and has no flag.
tui-refuse-group-empty = Nothing in this group can be accepted as it stands.
tui-refuse-no-round = No round is open.
tui-refuse-no-dossier = Open a dossier first.
tui-refuse-open-already = A workspace is open already.

tui-exported-title = Forms written
tui-exported = { $count ->
    [one] 1 file
   *[other] { $count } files
} written:
tui-exported-folder = Folder
tui-existing-question = Replace the files that are there?
tui-imported = { $count ->
    [one] 1 dossier
   *[other] { $count } dossiers
} loaded
tui-imported-same = { $count } unchanged
tui-imported-issues = { $count } issues
tui-imported-on = { $key }: to the round.
tui-imported-cancelled = Broken off; what was loaded stays.
tui-context-evidence = Evidence
tui-place-evidence = Evidence
tui-place-evidence-help = the files of the dossier in hand, by criterion
tui-evidence-name = File
tui-evidence-kind = Kind
tui-evidence-size = Size
tui-evidence-pages = Pages
tui-evidence-signature = Signature
tui-evidence-date = Changed
tui-evidence-remark = Remark
tui-evidence-kind-pdf = PDF
tui-evidence-kind-document = Word
tui-evidence-kind-spreadsheet = Sheet
tui-evidence-kind-image = Image
tui-evidence-kind-audio = Sound
tui-evidence-kind-video = Film
tui-evidence-kind-text = Text
tui-evidence-kind-archive = Zip
tui-evidence-kind-other = Other
tui-evidence-signature-valid = valid
tui-evidence-signature-altered = altered
tui-evidence-signature-untrusted = untrusted
tui-evidence-signature-expired = expired
tui-evidence-signature-invalid = NOT valid
tui-evidence-signature-unproven = unproven
tui-evidence-signature-unreadable = unreadable
tui-evidence-signature-unsigned = not signed
tui-evidence-signature-unchecked = unchecked
tui-evidence-signature-not-signable = –
tui-evidence-filter-all = All
tui-evidence-filter-marked = Marked
tui-evidence-filter-flagged = To be looked at
tui-evidence-filter-missing = Without file
tui-evidence-sort-name = File
tui-evidence-sort-size = Size
tui-evidence-sort-signature = Signature
tui-evidence-sort-date = Changed
tui-evidence-no-files = no file
tui-evidence-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
tui-evidence-unassigned = Of no known criterion
tui-evidence-unassigned-help = Neither the name nor the folder tells the criterion; its text may tell what the file proves.
tui-evidence-counts = { $files ->
    [one] 1 file
   *[other] { $files } files
} · { $bare ->
    [one] 1 criterion without file
   *[other] { $bare } criteria without file
} · { $asked } missing or to be supplemented
tui-evidence-gone = gone
tui-evidence-late = late
tui-evidence-copies = { $count ->
    [one] 1 copy
   *[other] { $count } copies
}
tui-evidence-gone-long = The file is no longer where it was loaded from (the folder was moved or renamed, or a stick was taken out).
tui-evidence-late-long = { $by ->
    [signature] Signed after the deadline: { $day }
   *[other] Changed after the deadline: { $day }
}
tui-evidence-elsewhere = The same file as of { $name }: { $place }
tui-evidence-elsewhere-more = … and { $count } more
tui-evidence-page-count = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
tui-evidence-mark-older = This mark was made on an earlier version of the file.
tui-evidence-asked = Evidence asked for
tui-evidence-looking = Reading the file…
tui-evidence-changed = CHANGED since it was loaded
tui-evidence-opened = Opened { $file } with the system's program
tui-evidence-opened-changed = Opened { $file }, but the file has changed since it was loaded
tui-evidence-nothing = No file or criterion is selected.
tui-evidence-no-file = The selected line is no file.
tui-evidence-no-criterion = Only criteria and single files can be marked.
tui-evidence-no-mark = The selected line is not marked.
tui-evidence-no-open = Every criterion is marked.
tui-evidence-no-bare = No criterion is left that has no file and no mark.
tui-evidence-bare-title = Mark evidence as missing: { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
}
tui-evidence-bare-question = Mark the evidence of { $count ->
    [one] this criterion
   *[other] these { $count } criteria
} of “{ $name }” as missing, for the dossier has no file for them. One undo takes it back.
tui-evidence-bare-left = { $count ->
    [one] Left out is 1 criterion that the applicant itself states as not met or not applicable:
   *[other] Left out are { $count } criteria that the applicant itself states as not met or not applicable:
}
tui-evidence-no-flagged = No file calls for a look.
tui-evidence-note-title = Evidence { $mark }
tui-evidence-note-question = What is missing or to be supplemented (printed on the list for the applicant; may stay empty):
tui-evidence-find-file = file of evidence

### act — names and help of the acts of the program

act-run-import-short = Load
act-run-import = Load the dossiers in the preview
act-run-import-help = Loads what is new or changed; asks before it stores.
act-rename-applicant-short = Name
act-rename-applicant = Name the applicant
act-rename-applicant-help = Names the applicant of the selected dossier.
act-leave-out-short = Leave out
act-leave-out = Leave the dossier out, or take it in again
act-leave-out-help = Leaves the selected dossier out of the load, or takes it in again.
act-map-columns-short = Columns
act-map-columns = Choose the columns of the table
act-map-columns-help = Says what each column of the table holds; tables of the same layout are read so from then on.
act-import-options-short = Round
act-import-options = Choose round, framework, workspace
act-import-options-help = Chooses framework, year, organising body and the workspace to load into.
act-show-changes-short = Changes
act-show-changes = Changes between submissions
act-show-changes-help = Shows what a later submission changed.
act-help-short = Help
act-help = Help: the keys
act-help-help = Shows the keys of the moment and what each does.
act-palette-short = Acts
act-palette = All acts and search
act-palette-help = Finds any act, applicant or criterion by its words; marks may be left out.
act-back-short = Back
act-back = Back
act-back-help = Goes back one step: closes the dialog, leaves the screen.
act-quit-short = Quit
act-quit = Leave the program
act-quit-help = Leaves the program once everything is saved.
act-undo-short = Undo
act-undo = Undo
act-undo-help = Takes back the last act; the journal keeps both.
act-redo-short = Redo
act-redo = Redo
act-redo-help = Does again what was taken back.
act-actor-short = Who acts
act-actor = Say who acts
act-actor-help = Says who is acting, and in which role.
act-theme-short = Theme
act-theme = Next theme
act-theme-help = Takes the next theme: dark, bright for the projector, high contrast, without colour.
act-up-short = Up
act-up = Up
act-up-help = Moves up one row.
act-down-short = Down
act-down = Down
act-down-help = Moves down one row.
act-page-up-short = Page up
act-page-up = Page up
act-page-up-help = Moves up one page.
act-page-down-short = Page down
act-page-down = Page down
act-page-down-help = Moves down one page.
act-first-short = First
act-first = First
act-first-help = Moves to the first row.
act-last-short = Last
act-last = Last
act-last-help = Moves to the last row.
act-left-short = Left
act-left = Part before
act-left-help = Shows the part before (content, guidance, evidence …).
act-right-short = Right
act-right = Next part
act-right-help = Shows the next part (content, guidance, evidence …).
act-next-pane-short = View
act-next-pane = Other pane
act-next-pane-help = Goes to the other pane, the next view, or the next field.
act-previous-pane-short = Pane before
act-previous-pane = Pane before
act-previous-pane-help = Goes to the pane, the view or the field before.
act-confirm-short = Open
act-confirm = Open, confirm
act-confirm-help = Open the selected row; in a dialog: agree.
act-newline-short = New line
act-newline = New line
act-newline-help = Breaks the line in a text.
act-screens-short = Screens
act-screens = Go to another screen
act-screens-help = Lists all screens, to go to one.
act-find-short = Find
act-find = Find applicants, criteria
act-find-help = Finds by code or words; marks may be left out.
act-filter-short = Filter
act-filter = Filter
act-filter-help = Shows all, or only what is open, different or flagged.
act-sort-short = Sort
act-sort = Sort by another column
act-sort-help = Sorts by the next column.
act-reverse-sort-short = Reverse
act-reverse-sort = Reverse the order
act-reverse-sort-help = Turns the order round.
act-export-short = Export
act-export = Write official tables
act-export-help = Writes official tables to files.
act-import-more-short = Load
act-import-more = Load more dossiers
act-import-more-help = Loads more dossiers from a folder; touches no decision.
act-load-targets-short = Targets file
act-load-targets = Load targets from a file
act-load-targets-help = Sets the targets of the round from a CSV or TOML file.
act-set-targets-short = Targets
act-set-targets = Set targets
act-set-targets-help = Sets targets for the round, or for one applicant.
act-set-threshold-short = Rate
act-set-threshold = Set the rate of recognition
act-set-threshold-help = Sets the rate from which the conclusion is MET.
act-write-report-short = Report
act-write-report = Write the sections of the report
act-write-report-help = Writes the sections of the report that no figure can fill: of the open dossier, or for the whole round.
act-open-sample-short = Sample
act-open-sample = Look round the sample
act-open-sample-help = An invented district of 12 communes; try anything.
act-load-folder-short = Load folder
act-load-folder = Load a folder of dossiers
act-load-folder-help = One subfolder an applicant, with its table and evidence.
act-open-workspace-short = Open
act-open-workspace = Open a workspace
act-open-workspace-help = Goes on with work saved in a file.
act-accept-short = Accept
act-accept = Accept the self-assessment
act-accept-help = Accepts what the applicant states and goes on to the next open row.
act-set-value-short = Value
act-set-value = Set the appraised value
act-set-value-help = Sets the council's value; the rule's result shows while typing.
act-rule-met-short = Met
act-rule-met = Rule met
act-rule-met-help = Rules the criterion met.
act-rule-not-met-short = Not met
act-rule-not-met = Rule not met
act-rule-not-met-help = Rules the criterion not met.
act-rule-not-applicable-short = N/A
act-rule-not-applicable = Rule not applicable
act-rule-not-applicable-help = Rules that the criterion does not apply; always asks why.
act-copy-short = Copy
act-copy = Copy the row or a cell
act-copy-help = Copies the selected row, or one of its cells, to the clipboard.
act-note-short = Note
act-note = Note (printed in the notes column)
act-note-help = Writes the note of the row; an empty text removes it.
act-snippets-short = Phrases
act-snippets = Insert a frequent reason
act-snippets-help = Lists frequent reasons (the member's own in this round first, then those by the evidence that the framework asks for); the one chosen is put in at the cursor.
act-next-open-short = Next open
act-next-open = Next open
act-next-open-help = Goes to the next row that is not ruled.
act-next-different-short = Different
act-next-different = Next different
act-next-different-help = Goes to the next place where the council departs from the applicant.
act-next-flagged-short = Flagged
act-next-flagged = Next flagged
act-next-flagged-help = Goes to the next place with a flag.
act-accept-group-short = Group
act-accept-group = Accept the rest of the group
act-accept-group-help = Accepts what is left of the group, after showing it; one undo takes it back.
act-accept-all-short = All clear
act-accept-all = Accept all that agree with their rule and have no flag
act-accept-all-help = Accepts all criteria of the dossier that agree with their rule, have evidence and no flag, after showing them; one undo takes it back.
act-dismiss-flag-short = Dismiss
act-dismiss-flag = Dismiss a flag
act-dismiss-flag-help = Dismisses a flag of the row, with a reason.
act-show-missing-short = Missing
act-show-missing = What is missing to the next level, or to the full points
act-show-missing-help = Shows the criteria that block the next level, are not met, or lost points; choosing one goes there.
act-settle-conflict-short = Settle
act-settle-conflict = Settle rulings that contradict each other
act-settle-conflict-help = Shows the rulings that contradict each other on one criterion; take one, or rule anew.
act-compare-short = Compare
act-compare = Compare this criterion across dossiers
act-compare-help = Puts the selected criterion of all dossiers side by side.
act-evidence-short = Evidence
act-evidence = Evidence of the dossier
act-evidence-help = Shows the files of evidence by criterion: signatures, copies, text; marks them sufficient, missing, to be supplemented.
act-mark-enough-short = Enough
act-mark-enough = Mark evidence: sufficient
act-mark-enough-help = Marks the selected file or criterion as having sufficient evidence.
act-mark-missing-short = Missing
act-mark-missing = Mark evidence: missing
act-mark-missing-help = Marks evidence as missing, saying what is missing.
act-mark-all-missing-short = Many missing
act-mark-all-missing = Mark all criteria without files as missing
act-mark-all-missing-help = Marks the evidence of all criteria that have no file and no mark as missing, after showing them; one undo takes it back.
act-mark-supplement-short = Supplement
act-mark-supplement = Mark evidence: to be supplemented
act-mark-supplement-help = Marks evidence as to be supplemented, saying with what.
act-clear-mark-short = Unmark
act-clear-mark = Remove the mark on the evidence
act-clear-mark-help = Removes the mark of the selected file or criterion.
act-open-file-short = Open
act-open-file = Open the file with the system’s program
act-open-file-help = Opens the file with the program of the machine; texts, workbooks, PDFs and pictures only.
act-open-dossier-short = Dossier
act-open-dossier = Open the dossier
act-open-dossier-help = Opens the dossier of the selected row, at this criterion.
act-take-back-short = Take back
act-take-back = Take the selected act back
act-take-back-help = Takes the selected act of the journal back, where no later one stands upon it.
act-next-group-short = Next group
act-next-group = Next group
act-next-group-help = Goes to the beginning of the next group.
act-previous-group-short = Group before
act-previous-group = Group before
act-previous-group-help = Goes to the beginning of the group before.
act-next-dossier-short = Next
act-next-dossier = Next dossier
act-next-dossier-help = Opens the next dossier of the round.
act-previous-dossier-short = Before
act-previous-dossier = Dossier before
act-previous-dossier-help = Opens the dossier before.
act-present-short = Present
act-present = Hand to the chair
act-present-help = Hands the finished dossier to the chair.
act-seal-short = Seal
act-seal = Seal the dossier
act-seal-help = Seals the conclusion; a word must be typed.
act-reopen-short = Reopen
act-reopen = Open a sealed dossier again
act-reopen-help = Opens a sealed dossier again, with a reason.

### closing — the conclusion of a dossier, and the way from it to a signed document
act-conclude-short = Conclusion
act-conclude = Conclusion of the dossier
act-conclude-help = Shows the conclusion of the dossier, what is left to do, and the steps of presenting, sealing, exporting and signing.
tui-place-conclusion = Conclusion
tui-place-conclusion-help = the conclusion of the dossier in hand, what is left, and the next step
tui-context-conclusion = Conclusion
closing-title = { $name }: conclusion
closing-met = CONCLUSION: MET
closing-not-met = CONCLUSION: NOT MET
closing-expected-met = PROVISIONAL CONCLUSION: MET
closing-expected-not-met = PROVISIONAL CONCLUSION: NOT MET
closing-points = RESULT BY POINTS
closing-unknown = NO CONCLUSION YET
closing-why-points = neither met nor not met
closing-why-no-threshold = the round has no rate of recognition yet
closing-why-pending = { $pending } criteria are still without a result
closing-why-no-level = the dossier registers for no level
closing-why-level-open = the figures do not suffice to say the level
closing-why-level = level { $attained } attained, level { $registered } registered
closing-by-rule = By the rule alone: { $why }, { $verdict }.
closing-by-rule-met = MET
closing-by-rule-not-met = NOT MET
closing-printed = In the words of the form: “{ $words }”
closing-printed-early = The form will print “{ $words }”: what is still open cannot change it.
closing-rate = { $passed } of { $all } criteria met ({ $rate }%), { $failed } not met.
closing-threshold = Recognised by the round from { $rate }%.
closing-points-figures = { $points } of { $max } points.
closing-level = Level { $level } attained.
closing-level-open = The level cannot be said yet.
closing-blocking = { $count } criteria not met: { $codes }
closing-blocking-level = Missing for level { $level }: { $codes }
closing-state = State: { $state }
closing-presented = presented to the chair by { $who } at { $at }
closing-sealed = sealed by { $who } at { $at }
closing-reopened = opened again by { $who } at { $at }: { $reason }
closing-hash-now = Internal trace (SHA-256 of what stands now, not sealed): { $hash }
closing-hash-sealed = Internal trace (SHA-256 of what was sealed): { $hash }
closing-signed = Signed { $file } – { $subject } – { $at }
closing-doubts = Still to be looked at
closing-no-doubts = Nothing is left to be looked at.
closing-steps = Next steps
closing-next = ← do this next
closing-groups = Result by group
closing-first = see { $code }
closing-doubt-open = { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
} without a ruling
closing-doubt-conflict = { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
} with conflicting rulings
closing-doubt-flags = { $count ->
    [one] 1 flag
   *[other] { $count } flags
} not dismissed
closing-doubt-against = { $count ->
    [one] 1 ruling
   *[other] { $count } rulings
} against the rule
closing-doubt-threshold = The round's rate of recognition is not set
closing-doubt-disturbed = What stands is not what was sealed: open it again, look, and seal anew
closing-points-of = { $points }/{ $max } points
closing-passed-of = { $passed }/{ $all } met
closing-open-of = { $open } open

### summary — the summary of a round

tui-place-summary = Summary
tui-place-summary-help = results, ranks, distributions, gaps and obstacles of the whole round
tui-context-summary = Summary of results
act-show-summary-short = Summary
act-show-summary = Summary of the round
act-show-summary-help = Shows the results of the whole round: ranks, distributions, gaps, obstacles, last year.
act-choose-past-short = Beside
act-choose-past = Choose a round to compare with
act-choose-past-help = Chooses another round of the workspace to stand beside this one.
act-choose-round-short = Rounds
act-choose-round = Go to another round
act-choose-round-help = Lists the rounds of this workspace, to open another one; a click on the name of the round in the top line does the same.
summary-document = Summary of results (tables and charts of the round)
summary-part-results = Results
summary-part-spread = Distribution
summary-part-gaps = Gaps
summary-part-obstacles = Obstacles
summary-part-years = Last year
summary-table-ranking = Ranking
summary-table-bins = Distribution of results
summary-table-groups = By group
summary-table-communes = By applicant
summary-table-criteria = By criterion
summary-table-obstacles = Criteria in the way
summary-table-years = By applicant
summary-table-year-criteria = By criterion
summary-field-rank = Rank
summary-field-name = Applicant
summary-field-code = Code
summary-field-title = Criterion
summary-field-own = Ruled
summary-field-before = Claim
summary-field-dots = gap between both sides
summary-field-judged = Done
summary-field-group = Group
summary-field-groups = By group, %
summary-field-registered = Reg.
summary-field-outcome = Conclusion
summary-field-step = Range
summary-field-count = Units
summary-field-count-share = Share
summary-field-count-before = Claimed
summary-field-compared = Both
summary-field-claimed = { $before } against { $own }
summary-field-over = more
summary-field-under = less
summary-field-lost = Lost
summary-field-lost-levels = Levels
summary-field-blocks = Blocked
summary-field-not-met = Not met
summary-field-short = Short
summary-field-waits = Open
summary-field-missing = Missing
summary-field-share = % met
summary-field-share-points = % pts
summary-field-change = Change
summary-field-last-rank = Before
summary-field-spark = Over years
summary-field-last = last year
summary-dots-years = ○ last year ● this year
summary-outcome-met = Met
summary-outcome-not-met = Not met
summary-outcome-done = Scored
summary-outcome-open = Open
summary-outcome-unknown = Unknown
summary-no-level = No level attained
summary-units = { $count } applicants
summary-judged = { $done }/{ $all } criteria appraised ({ $share }%), provisional
summary-judged-short = { $share }% appraised, provisional
summary-judged-all = All { $all } criteria appraised
summary-mean = Mean of { $count } finished: { $mean }
summary-claimed-only = Nothing is appraised yet: only the claims are shown, without ranks.
summary-legend-results = Bars: of all criteria · ○ { $before } ● { $own } ◎ both: of the criteria appraised
summary-dots-short = Difference
summary-legend-threshold-short = ┊ from { $rate }%
summary-legend-dots = ○ { $before }  ● { $own }  ◎ both alike
summary-legend-results-short = ○ { $before } ● { $own }: of what is appraised
summary-legend-threshold = ┊ recognised from { $rate }%
summary-legend-registered = ┊ level registered for
summary-legend-spread = Bar: applicants by result of { $own }; groups count appraised criteria only
summary-legend-gaps = Criteria on which { $before } is above or below { $own }
summary-legend-not-met = How many applicants do not meet each criterion
summary-legend-blocks = How many applicants it keeps from the next level; open: not appraised yet
summary-legend-short = How many applicants miss full points, and the points missing
summary-legend-years = ○ { $then } ({ $body })  ● { $now }
summary-no-rulings = Nothing is appraised yet. Open a dossier in the list (Esc, then Enter) and rule on its first criterion; this table fills at once.
summary-no-obstacles = Nothing that was appraised stands in the way.
summary-nothing-compared = No criterion was assessed by both sides yet.
summary-no-past = The workspace has no round of an earlier year of this kind to compare with.
summary-no-past-how = To compare: press { $load }, choose the folder of the dossiers of { $year }, and in its options set the year { $year }, so that it becomes a round of its own in this workspace. The screen then shows the round of { $year }; on its summary, { $choose } opens this round again. If there is another round already, choose it with { $choose }.
summary-no-other = the workspace has no other round that counts in the same way
summary-choose = Which round shall stand beside this one? Another round can be opened from here, too.
summary-open-round = Open the round { $round }
summary-one-table = this part has one table only
summary-step-empty = no applicant is in this range
summary-group-how = Enter: orders the applicants by this group.
summary-commune = { $claimer }: { $before } → { $ruler }: { $own }. Met { $passed }, not met { $failed }, not appraised yet { $pending } criteria.
summary-commune-points = { $claimer }: { $before } → { $ruler }: { $own } points. Full points { $passed }, less { $failed }, not appraised yet { $pending } criteria.
summary-commune-not-met = Not met ({ $count }): { $codes }
summary-commune-blocked = In the way of the next level ({ $count }): { $codes }
summary-commune-short = Less than full points ({ $count }): { $codes }
summary-commune-waiting = Not appraised yet ({ $count }): { $codes }
summary-commune-over = { $claimer } above the ruling ({ $count }): { $codes }
summary-commune-under = { $claimer } below the ruling ({ $count }): { $codes }
summary-criterion = Appraised for { $ruled } of { $all }: met { $met }, not met { $failed }, not applicable { $apart }.
summary-criterion-points = Appraised for { $ruled } of { $all }: full points { $met }, less { $failed }, not applicable { $apart }.
summary-criterion-not-met = Not met ({ $count }): { $names }
summary-criterion-blocks = In the way of the next level ({ $count }): { $names }
summary-criterion-short = Less than full points ({ $count }): { $names }
summary-criterion-over = { $claimer } above the ruling ({ $count }): { $names }
summary-criterion-under = { $claimer } below the ruling ({ $count }): { $names }
summary-and-more = { $names } and { $count } others

### digest — the summary of a round as a document

digest-name = Summary of results
digest-title = Summary of { $ruling }
digest-of = { $body }, { $year }
digest-year = Year { $year }
digest-general = General figures
digest-ranking = Ranking
digest-groups = By group
digest-spread = Distribution
digest-gaps = Gaps
digest-criteria = By criterion
digest-years = Last year
digest-charts = Charts
digest-title-ranking = RESULTS AND RANKS
digest-title-groups = RATE OF CRITERIA MET BY GROUP
digest-title-groups-points = SHARE OF POINTS BY GROUP
digest-title-spread = DISTRIBUTION OF RATES
digest-title-spread-points = DISTRIBUTION OF SHARES OF THE POINTS
digest-title-levels = APPLICANTS BY LEVEL
digest-title-gaps = { $before } against { $own }
digest-title-criteria = RESULTS BY CRITERION
digest-title-years = BESIDE { $year }
digest-like = Over the criteria appraised
digest-framework = Framework
digest-units = Applicants
digest-states = Progress
digest-states-said = { $done } appraised ({ $sealed } of them sealed), { $begun } begun, { $none } not begun
digest-judged = Criteria appraised
digest-judged-whole = { $ruled }/{ $all } ({ $share }%)
digest-judged-part = { $ruled }/{ $all } ({ $share }%); provisional, ranks may still change
digest-outcomes = Conclusions
digest-outcomes-said = { $met } met, { $not_met } not met, { $open } not appraised yet, { $unknown } cannot be concluded
digest-threshold = Rate of recognition
digest-threshold-none = not set
digest-mean = Mean result of { $count } dossiers appraised to the end
digest-mean-past = Mean result of { $year }
digest-top-not-met = Criteria that most applicants do not meet
digest-top-blocks = Criteria that keep most applicants from the next level
digest-top-short = Criteria on which most applicants miss full points
digest-top-over = Criteria with the most gaps ({ $before } above { $own })
digest-criterion-count = { $code } ({ $count } applicants)
digest-column-fact = What
digest-column-value = Result
digest-column-rank = Rank
digest-column-name = Applicant
digest-column-rate = Rate met
digest-column-level = Level
digest-column-points = Points
digest-column-max = Maximum
digest-column-registered = Registered level
digest-column-met = Met
digest-column-not-met = Not met
digest-column-apart = Not applicable
digest-column-open = Not appraised
digest-column-outcome = Conclusion
digest-column-step = Range
digest-column-share = Share
digest-column-compared = Criteria compared
digest-column-gap = Gap
digest-column-over = { $before } above
digest-column-under = { $before } below
digest-column-lost = Points lost
digest-column-lost-levels = Levels lost
digest-column-codes = Criteria with { $before } above
digest-column-code = No.
digest-column-criterion = Criterion
digest-column-ruled = Applicants appraised
digest-column-full = Full points
digest-column-short = Less
digest-column-share-met = Rate met
digest-column-share-points = Share of points
digest-column-blocks = Keeps from next level
digest-column-missing = Points missing
digest-column-result-of = Result of { $year }
digest-column-rank-of = Rank of { $year }
digest-column-change = Change
digest-all-units = All applicants – { $stage }
digest-no-level = No level attained
digest-level = Level { $level } – { $name }
digest-outcome-met = Met
digest-outcome-not-met = Not met
digest-outcome-done = Scored
digest-outcome-open = Not appraised yet
digest-outcome-unknown = Cannot be said
digest-chart-ranking = Results of { $ruling }
digest-chart-gaps = { $before } and { $own }
digest-chart-spread = Applicants by range
digest-chart-levels = Applicants by level
digest-chart-criteria = Rate met by criterion
digest-chart-years = Beside last year
digest-chart-first = { $title } (the first { $count } of the list)

### settings — the settings, large type, the border between panes
act-settings-short = Settings
act-settings = Settings
act-settings-help = Shows and changes the settings: person, round, issuing offices, screen, keys, folders.
act-large-type-short = Large
act-large-type = One criterion in large type
act-large-type-help = Fills the screen with one criterion in large type, for the projector; the keys of the review hold as ever.
act-widen-list-short = Wider
act-widen-list = Widen the list
act-widen-list-help = Moves the border between the panes so that the list is wider.
act-narrow-list-short = Narrower
act-narrow-list = Narrow the list
act-narrow-list-help = Moves the border between the panes so that the list is narrower.
tui-place-settings = Settings
tui-place-settings-help = person, round, issuing offices, screen, keys, folders
tui-context-settings = Settings
task-said-stage = the round works at the stage { $stage }
tui-event-stage = chose the stage of the round
find-note = note
split-bound = the border between the panes goes no further
split-refuse = this screen has no two panes
large-title = large type
large-one-pane = there is one pane only in large type
large-place = criterion { $at }/{ $all }
large-open = not appraised yet
large-conflict = rulings stand against each other
large-reason = Reason: { $reason }
large-evidence = Evidence: { $evidence }
large-files = { $count } file(s)
large-explanation = Explanation: { $words }
settings-column-name = Setting
settings-column-value = Value
settings-column-kept = Kept in
settings-change-short = Change
settings-copy-short = Copy
settings-kept-workspace = workspace
settings-kept-machine = this machine
settings-kept-session = this session
settings-kept-shown = –
settings-kept = changed and kept on this machine: { $what }
settings-copied = the path { $path } was copied
settings-unset = not set
settings-on = on
settings-off = off
settings-no-folder = the system names no folder for settings
settings-not-there = { $path } (not there yet)
settings-one-round = this workspace has one round only
settings-one-stage = this framework has one appraising stage only
settings-group-person = Person
settings-group-round = Round
settings-group-office = Office that issues documents
settings-group-screen = Screen
settings-group-keys = Keys
settings-group-folders = Folders
settings-member = Name
settings-member-help = In whose name rulings and notes stand in the journal.
settings-role = Role
settings-role-help = The role in the council: secretary, member, chair.
settings-round = Round on the screen
settings-round-help = Choose another round of this workspace to work on.
settings-round-value = { $year } – { $framework }
settings-stage = Stage acted at
settings-stage-help = What is ruled is ruled at this stage, beside the result of the stage before. What was ruled at other stages stays.
settings-targets = Targets
settings-targets-help = The value to be reached, by criterion, for all of the round. A commune's own target is set in its review.
settings-targets-value = { $set }/{ $all } criteria have one
settings-threshold = Rate of recognition
settings-threshold-help = The rate of criteria met from which the conclusion is ĐẠT, by the province's recognition condition.
settings-threshold-value = from { $rate }%
settings-document = These words are of
settings-document-help = The rows below are the round's words, or those of a single form or report. ← → choose.
settings-document-round = all documents of the body that opened the round
settings-office-form = as the form prints
settings-office-printed = { $words } (as the form prints it)
settings-office-round = { $words } (as in the round)
settings-office-hint = Left empty, it is printed as the form has it.
settings-office-above = Body above
settings-office-above-help = The body above the agency, printed at the top left; each line is printed as one.
settings-office-agency = Issuing agency
settings-office-agency-help = The agency that issues the document, printed below the body above; each line is printed as one.
settings-office-number = Number line
settings-office-number-help = The line of the document's number, such as Số:      /BC-UBND. The number itself is given by the office's registry.
settings-office-place = Place
settings-office-place-help = The place before the date, such as Minh Họa.
settings-office-district = District
settings-office-district-help = The district's name where forms leave a blank for it, such as huyện Minh Họa.
settings-office-addressee = Addressee
settings-office-addressee-help = Whom the document is addressed to.
settings-office-authority = In whose name
settings-office-authority-help = In whose name is signed: TM. ỦY BAN NHÂN DÂN, below it KT. CHỦ TỊCH; or TL. CHỦ TỊCH.
settings-office-title = Signer's title
settings-office-title-help = The signer's title, such as PHÓ CHỦ TỊCH.
settings-office-signer = Signer's name
settings-office-signer-help = Printed below the signature.
settings-office-recipients = Recipients
settings-office-recipients-help = Nơi nhận, a line each, such as - Như trên; the last one: - Lưu: VT.
settings-office-annex = Name of the annex
settings-office-annex-help = The annex's name where it is numbered otherwise than in the form, such as Phụ lục II.
settings-theme = Theme
settings-theme-help = Dark, bright for the projector, high contrast, or without colour.
settings-language = Language
settings-language-help = The language of screens and messages; what is exported is always Vietnamese.
settings-language-vi = Vietnamese
settings-language-en = English
settings-large = Open dossiers in large type
settings-large-help = Each dossier opens with one criterion in large type, for the projector; Esc goes to the table.
settings-mouse = Mouse
settings-mouse-help = Without it the terminal uses the mouse to select and copy text.
settings-panes = Border between panes
settings-panes-help = What the list takes where the panes stand beside each other, and where one stands below the other. The mouse drags the border too.
settings-panes-own = automatic
settings-panes-value = beside: { $beside }; below: { $below }
settings-keymap = Key map
settings-keymap-help = Function keys for office habits, or letters as in vi.
settings-keymap-mac-dinh = default
settings-keymap-vi = vi
settings-overlay = Own keys
settings-overlay-help = The file of one's own keys, laid over the key map; read when the program starts. Enter copies the path.
settings-folder = Settings folder
settings-folder-help = Where the person's settings are kept on this machine. Enter copies the path.
settings-frameworks = Own frameworks
settings-frameworks-help = Framework files put here are used like those that ship. Enter copies the path.
settings-certificates = Trusted certificates
settings-certificates-help = Certificates of authorities put here are trusted when signatures are checked. Enter copies the path.
form-error-open = the file is open in another program (such as Excel or Word)
form-error-open-by = the file is open in another program (such as Excel or Word), opened by { $by }
form-error-open-hint = save and close the file there and try again; if nobody has it open, remove the mark beside it whose name begins with “~$” or “.~lock.”
form-error-read-only = the disk or folder is read-only
form-error-full-hint = remove what is not needed or choose another disk, then try again; the files written so far are whole
closing-export-existing = { $count ->
    [one] 1 file is there already: { $names }
   *[other] { $count } files are there already: { $names }
}
closing-export-existing-hint = choose another folder, replace them (--overwrite), or write only the missing ones (--skip-existing)
closing-export-partly = stopped after { $written ->
    [one] 1 file
   *[other] { $written } files
}: { $what }
closing-kept = { $count ->
    [one] 1 file that was there already was left as it is.
   *[other] { $count } files that were there already were left as they are.
}
closing-arg-exported = Hold exported files (a file or folder) against the journal; may be given several times
closing-arg-plain-names = File names without diacritics
closing-arg-skip-existing = Leave files that are there already and write only the missing ones
closing-origin-unknown = it is not known from what the file was made
closing-origin-same = says what the journal says now, not sealed (SHA-256 { $state }…)
closing-origin-same-sealed = says what was sealed (SHA-256 { $state }…)
closing-origin-older = made from a state that is not the present one (SHA-256 { $state }…); it must be exported again
closing-origin-older-sealed = made from what was sealed on { $at } and has changed since (SHA-256 { $state }…); it must be exported again
closing-origin-reworded = the figures of the journal have not changed, but the words of the paper (office, signer, draft mark…) have since it was exported: it cannot be compared byte by byte (SHA-256 { $state }…); it must be exported again
closing-origin-changed = the file was changed after it was exported (the journal has not changed, SHA-256 { $state }…)
closing-origin-other-version = made from the present state by version { $version } of the program, cannot be compared byte by byte (SHA-256 { $state }…)
closing-origin-signed-over = says what the journal says now, but bears a signature of somebody unknown, which may cover it (SHA-256 { $state }…): hold it against the certificate of the authority, or export it again
closing-disturbed = the dossier of { $applicant } is sealed ({ $stage }), but what stands is not what was sealed
closing-exported-differs = the file `{ $file }`: { $why }
closing-doctor-exported = Exported files that match the journal: { $count }
closing-doctor-open = Exported files that cannot be held against the journal: { $count }
act-print-view-short = Preview
act-print-view = Read as it will print
act-print-view-help = Shows the document page by page as it will print, before it is written.
act-sign-short = Sign
act-sign = Sign
act-sign-help = Signs the files exported last or others, with a key file or a token.
act-verify-short = Verify
act-verify = Verify signatures
act-verify-help = Verifies the signatures of a file or a whole folder, and holds exported files against the journal.
act-authorities-short = Authorities
act-authorities = Choose the certificates of trusted authorities
act-authorities-help = Chooses a file or folder with the certificates of trusted authorities; it is remembered.
act-refresh-short = Again
act-refresh = Verify these files again
act-refresh-help = Verifies the files on the screen again.
tui-context-print = Reading before printing
tui-context-signatures = Signatures
tui-place-signatures = Signatures
tui-place-signatures-help = the signatures of files: who signed, when, and what they are worth
tui-files-document = document
tui-files-key = key file
tui-files-library = library
tui-files-picture = picture
tui-files-certificate = certificate
closing-every-form = All forms and reports
closing-names = File names
closing-names-full = with diacritics
closing-names-plain = without diacritics (for systems that lose them)
closing-existing-title = Files of these names are there
closing-existing = { $count ->
    [one] 1 file is there already in { $folder }:
   *[other] { $count } files are there already in { $folder }:
}
closing-more = … and { $count } more
closing-existing-cancel = Stop: nothing was written, choose another folder
closing-existing-keep = Leave them and write only the missing ones
closing-existing-replace = Replace all { $count } of them
closing-stopped = Broken off as asked: the files above are whole, the others were not written.
closing-verify-stopped = Stopped, not all were checked. { $counts }
closing-sign-stopped = Stopped as asked: the files above are signed, the others are not.
closing-open-file = Open the file
closing-open-folder = Open the folder
closing-opening = opening { $file }
closing-open-failed = the system cannot open `{ $file }`
closing-open-failed-hint = open it with the file manager
closing-page = page { $number }/{ $all } (A4 upright)
closing-page-lying = page { $number }/{ $all } (A4 landscape)
closing-print-title = { $paper } – { $name }
closing-print-next = Next page
closing-print-previous = Page before
closing-print-other = Other form
closing-print-on = Scroll
closing-print-page = Page { $page }/{ $pages }
closing-print-as-pdf = pages break as in the PDF
closing-print-wide = wider than the screen: ← → to see the rest
closing-sign-none = the folder `{ $folder }` holds no document to sign
closing-sign-intro = A PDF is signed inside the copy NAME.signed.pdf. Several signers: each signs the signed copy in turn.
closing-sign-files = Files to sign
closing-sign-last = { $count ->
    [one] the file exported last
   *[other] the { $count } files exported last
}
closing-sign-other = the file or folder named below
closing-sign-path = Another file or folder
closing-sign-kind = Sign with
closing-sign-by-file = a key file (.p12, .pfx)
closing-sign-by-token = a token (USB)
closing-sign-key = Key file (.p12, .pfx)
closing-sign-library = PKCS#11 library of the token (.dll, .so)
closing-sign-office = Excel and Word files
closing-sign-beside = signature beside the file (.p7s)
closing-sign-inside = sign inside the file – EXPERIMENTAL, for LibreOffice
closing-sign-look = Shown on the PDF page
closing-sign-look-none = invisible
closing-sign-look-annex = agency, number, time at the upper right of page 1
closing-sign-look-picture = picture of the signature
closing-sign-number = Number and symbol of the document (empty if not issued yet)
closing-sign-spot = Place of the picture
closing-sign-spot-right = foot of the last page, right
closing-sign-spot-left = foot of the last page, left
closing-sign-spot-top = top of page 1, right
closing-sign-spot-other = another place, in mm on the line below
closing-sign-at = PAGE,LEFT,TOP,WIDTH,HEIGHT (mm); without PAGE the last
closing-sign-shown-on-pdf-only = signatures show on PDF pages alone: choose the PDF by itself, or choose not shown
closing-sign-picture = Picture of the signature (PNG, JPEG)
closing-sign-no-files = choose what to sign
closing-sign-no-key = choose a key file
closing-sign-no-library = choose the library of the token
closing-sign-no-picture = choose the picture of the signature
closing-secret-title = Password or PIN
closing-secret-note = Only dots are shown and nothing is kept. It is tried exactly once.
closing-secret-file = Signing “{ $file }”.
closing-secret-files = Signing { $count } files.
closing-hint-sign = Sign
closing-hint-go-on = Continue
closing-hint-seal = Seal
closing-hint-choose = Choose from a list
closing-token-question = Choose the certificate to sign with:
closing-token-key = slot { $slot } · { $token } · { $name } · serial { $serial } · valid until { $until }
closing-token-locked = locked after wrong PINs
closing-signed-title = Signed
closing-signed-file = • { $file } – SHA-256 { $hash }
closing-signed-journal = The journal keeps the signature.
closing-another-name = Note: the certificate bears the name { $certificate }; the journal names { $member } as the signer.
closing-sign-again = Add somebody else's signature
closing-verify-now = Verify the signatures now
closing-verify-last = { $count ->
    [one] The file exported or signed last
   *[other] The { $count } files exported or signed last
}
closing-verify-folder = All of the folder { $folder }
closing-verify-other = Another file or folder
closing-choose-documents = File or folder to verify
closing-choose-authorities = Certificates of authorities (file or folder)
closing-this-folder = Choose this whole folder
closing-refuse-no-signatures = Only where signatures are shown.
closing-column-file = File
closing-column-state = Result
closing-column-signer = Signer
closing-column-organisation = Organisation
closing-column-time = Signed at
closing-nothing-found = There is no file to verify.
closing-all-valid = No file needs looking at.
closing-no-authorities = No certificates of trusted authorities are chosen, so signers cannot be confirmed: the command “Authorities” chooses them, they are remembered.
closing-signature = { $state ->
    [valid] valid
    [invalid] NOT valid
    [unproven] unproven
    [unsigned] unsigned
    [unreadable] unreadable
   *[other] unchecked
}
closing-hint-next-page = next page
closing-hint-other-paper = other paper
