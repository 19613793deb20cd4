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



### rule — sentences that explain a result (domain/rule, domain/scorecard)

rule-figure = { $number }
rule-figure-percent = { $number } %
rule-figure-ratio = { $a }/{ $b } = { $number }
rule-figure-ratio-percent = { $a }/{ $b } = { $number } %
rule-figure-parts = { $a }/{ $b }
rule-figure-text = “{ $text }”
rule-compare = { $value } { $sign } { $bound }
rule-met = { $because }: met
rule-not-met = { $because }: not met
rule-points = { $because } → { $points }/{ $max } points
rule-points-full = { $because } → the maximum of { $max } points
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
rule-times-rest = (100 % − { $value }) × { $max }
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
flag-implausible-percent = the value { $number } % is above 100 %
flag-implausible-part = the part { $part } is above its whole { $whole }
flag-implausible-points = { $points } points are above the maximum of { $max }
flag-implausible-ruled = appraised value { $value }: { $why }
flag-resubmitted = the dossier was submitted again after this criterion had been appraised
flag-late = dated { $date }, after the deadline of { $deadline }



### framework — reading and checking framework files

framework-hint = did you mean “{ $word }”?
framework-syntax = not valid TOML: { $detail }
framework-missing-field = the field “{ $field }” is missing
framework-unknown-field = no field “{ $word }” belongs here; known: { $known }. { $hint }
framework-unknown-word = “{ $word }” is not understood; known: { $known }. { $hint }
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
framework-unknown-group = there is no group “{ $id }”. { $hint }
framework-unknown-criterion = there is no criterion “{ $id }”. { $hint }
framework-unknown-stage = there is no stage “{ $id }”. { $hint }
framework-unknown-form = there is no form “{ $id }”. { $hint }
framework-unknown-level = there is no level “{ $id }”
framework-unknown-figure = the sub-form has no figure “{ $id }”. { $hint }
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
framework-case-input = the rule of “{ $criterion }” does not read the input “{ $input }”. { $hint }
framework-defect = line { $line }, column { $column }: { $message }
framework-unreadable-file = the file cannot be read, or is not UTF-8 text
framework-library-unknown = there is no framework “{ $id }”. { $hint }
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
intake-workbook-broken = The workbook “{ $file }” is damaged or of another format; please open it, save it as .xlsx and load it again.
intake-workbook-locked = The workbook “{ $file }” is locked with a password; please remove the password and load it again.
intake-workbook-too-large = The workbook “{ $file }” is larger than what is read.
intake-no-form = No workbook with a form of the framework was found in “{ $file }”.
intake-several-forms = There are several tables of { $form }; the one on the sheet “{ $sheet }” of “{ $file }” was taken.
intake-same-applicant = “{ $name }” was already read from “{ $first }”; this table was not taken.
intake-name-differs = The folder is named “{ $folder }” but the title says “{ $titled }”; the folder's name was taken.
intake-stray-workbook = The file “{ $file }” lies in no applicant's folder and its name tells no applicant; it was not read.
intake-too-many-applicants = There are more than { $most } applicants; the rest was not read.
intake-sheet-cut = The sheet is beyond the limits; only the first { $rows } rows and { $columns } columns were read.
intake-formula-without-result = The cell holds a formula but the file does not keep its result; please open the file in a spreadsheet program, save it and load it again.
intake-cell-error = The cell shows the error { $error }.
intake-fraction-or-percentage = The cell says { $low } without a percent format: it may be { $low } % or { $high } %.
intake-point-ambiguous = “{ $text }” can be read in two ways (decimal point or separator of thousands).
intake-not-a-percentage = A percentage is needed, found “{ $text }”.
intake-not-a-verdict = Đạt, Không đạt, Đang triển khai or Không áp dụng is needed, found “{ $text }”.
intake-not-points = Points are needed, found “{ $text }”.
intake-not-a-level = A level is needed, found “{ $text }”.
intake-unknown-row = The row “{ $code } { $name }” is no criterion of the framework.
intake-missing-row = The table has no row for criterion { $code } ({ $name }).
intake-duplicate-row = Criterion { $code } has several rows; the first (cell { $first }) was taken.
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

### form — tables, export

form-draft = DRAFT
form-verdict-met = Met
form-verdict-not-met = Not met
form-verdict-not-applicable = Not applicable
form-verdict-in-progress = In progress
form-place-date = ....., date { "   " } month { "   " } year { "     " }
form-outcome = Result:
form-blank = .....
form-guide = Instructions
form-guide-fill = 1. Fill in the empty cells of the table only; the printed cells (code, name, unit) are locked. Do not change, add or delete columns.
form-guide-percent = 2. Where the unit is %, type the number with its per cent sign, for instance 98,5%.
form-guide-ratio = 3. A rate may be given as a part of a whole, for instance 45/46. Before typing, set the cell to Text or begin with an apostrophe, so that it does not become a date.
form-guide-verdict = 4. Verdict column: choose one of the entries of the cell's list.
form-guide-evidence = 5. Evidence column: give number, symbol, date and name of the document; put the files into a folder named after the criterion's code, for instance 1.10.
form-guide-locked = 6. Where a criterion does not apply to you, choose the entry that says so and give the reason in the note column.
form-guide-folder = 7. Keep this file in a folder named after your unit, beside the evidence folders, and send the whole folder.
form-general = General information
form-general-code = No.
form-general-name = Item
form-general-answer = Information
form-general-guidance = Guidance
form-refused = Not a valid value
form-refused-choice = Choose an entry of the cell's list.
form-sheet-choices = Lists

form-error-exists = the file { $path } exists already
form-error-exists-hint = choose another folder, or agree to overwrite
form-error-write = cannot write the file { $path }
form-error-write-hint = check that the folder exists, has room and may be written to, and that the file is not open in another program
form-error-denied = no permission to write into the folder
form-error-missing = the folder does not exist
form-error-full = the disk is full
form-error-system = the system reports: { $cause }
form-error-book = cannot make the table { $table }
form-error-book-cause = { $cause }
form-error-created = cannot read the time of creation { $created }
form-error-not-self = the form { $form } is no self-assessment form


### task — use cases

task-lost = { " " }— the source lost this row
task-evidence-gone = evidence `{ $file }` of { $applicant } is not where it was
task-evidence-changed = evidence `{ $file }` of { $applicant } changed after it was loaded
task-backup-damaged = the backup is not sound: { $fault }
task-case-wrong = case { $case } ({ $criterion } { $about }): { $wrong }
task-check-total = { $criteria } criteria, { $groups } groups, { $cases } worked cases, { $contradictions } contradictions or gaps of the source recorded
task-check-group = { $group }: { $criteria } criteria
task-check-group-points = { $group }: { $criteria } criteria, printed { $printed } points, sum { $sum } points, { $lost } rows without points
task-check-group-sum = { $group }: { $criteria } criteria, sum { $sum } points, { $lost } rows without points
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
task-applicant-ambiguous = the name `{ $name }` may be { $one } or { $other }
task-applicant-unknown = this round has no dossier of `{ $name }`
task-stage-unknown = there is no stage `{ $name }`; the stages are: { $known }
task-stage-self = the self stage belongs to the applicant; the council does not change it
task-form-unknown = the framework has no form `{ $name }`; the forms are: { $known }
task-round-unknown = the workspace has no round `{ $name }`
task-round-none = the workspace has no round yet
task-round-none-hint = load dossiers first: thamdinh import DIR --workspace FILE
task-framework-unknown = there is no framework `{ $name }`
task-framework-unknown-hint = see the list: thamdinh framework list
task-framework-broken-hint = run `thamdinh framework check FILE` to see all faults, then mend the file
task-framework-unrecognised = cannot tell which framework the dossiers belong to
task-framework-unrecognised-hint = name it with --framework; see the list: thamdinh framework list
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
task-said-threshold = the conclusion is Đạt from { $rate }%
task-said-threshold-cleared = the threshold of the conclusion was cleared
task-said-submit = loaded the dossier of { $applicant }
task-said-value = value { $value }
task-said-points = { $points } points
task-said-ruled = ruled { $criterion } of { $applicant }: { $what }
task-said-unruled = withdrew the ruling on { $criterion } of { $applicant }
task-said-note = noted { $criterion } of { $applicant }
task-said-note-removed = removed the note on { $criterion } of { $applicant }
task-said-dossier-note = noted the dossier of { $applicant }{ $criterion }
task-said-dossier-note-removed = removed the note on the dossier of { $applicant }{ $criterion }
task-said-flag-dismissed = dismissed a flag of { $applicant }
task-said-presented = handed the dossier of { $applicant } to the chair
task-said-sealed = sealed the conclusion { $stage } of { $applicant }
task-said-reopened = reopened the conclusion { $stage } of { $applicant }
task-said-undo = undone
task-said-undone = undone: { $what }
task-said-redone = done again: { $what }
task-said-nothing = nothing changed
task-said-ruled-many = ruled { $count } criteria of { $applicant }
task-said-many = did { $count } acts
task-said-target = the round's target of { $criterion } is { $target }{ $applicant }
task-said-target-cleared = cleared the round's target of { $criterion }{ $target }{ $applicant }
task-said-own-target = the target of { $criterion } for { $applicant } is { $target }
task-said-own-target-cleared = cleared the target of { $criterion } for { $applicant }{ $target }



### cli — the command line

cli-did-you-mean = did you mean `{ $name }`?
cli-see-help = see the usage: thamdinh COMMAND --help
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
cli-import-done = Read the dossiers of { $count } applicants ({ $new } new or changed), round { $round }.
cli-import-cancelled = The loading was stopped; the dossiers loaded so far are kept.
cli-place-sheet = sheet `{ $sheet }`
cli-place-cell = cell { $cell }
cli-exported = Wrote { $count } files.
cli-doctor-restored = Restored from the backup; the old file is kept as { $kept }
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
cli-arg-form = Form id, such as phu-luc-02
cli-arg-export-applicant = Applicant to export (may be several)
cli-arg-all = Export all applicants
cli-arg-format = File format: xlsx
cli-arg-out = Folder to write into
cli-arg-book = One workbook with a sheet for each applicant
cli-arg-overwrite = Replace files that are already there
cli-arg-template-form = Form id (default: the self-assessment form)
cli-arg-template-out = File to write
cli-arg-input = Figures, such as value=98,5% or a=45 b=46
cli-arg-score-target = Target to try with
cli-arg-rebuild = Rebuild the projection from the journal
cli-arg-restore = Restore from this backup
cli-arg-backup = Write a backup into this file



### tui — screens and dialogs



### act — names and help of the acts of the program


