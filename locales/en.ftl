# Every sentence that a user reads, in English.
# Section order is that of the rooms; keys are prefixed by their room's word.

### common — words used everywhere

report-what = Error:
report-why = Because:
report-hint = What to do:



### rule — sentences that explain a result (domain/rule, domain/scorecard)



### flag — what checks find (domain/flags, intake)



### framework — reading and checking framework files



### store — journal, doctor



### intake — reading submitted files



### form — tables, export



### task — use cases



### cli — the command line

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


