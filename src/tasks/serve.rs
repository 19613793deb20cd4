//! How each request of the screens is served from the desk.

use std::path::PathBuf;

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::request::{Reply, Request};
use super::{closing, demo, export, findings, import, opening, places, preview, print, sign, targets, verify};

impl Desk {
    /// Serves one request.
    ///
    /// # Errors
    /// Whatever the rooms asked refuse or fail at, told by [`TaskError`].
    pub fn run(&mut self, request: Request, watch: Watch<'_>) -> Result<Reply, TaskError> {
        // What was kept for finding holds only while nothing else is done.
        if !matches!(request, Request::Notes(..)) {
            self.notes = None;
        }
        match request {
            Request::Open(path) => self.open_or_create(&path).map(|opened| Reply::Opened(Box::new(opened))),
            Request::Demo => demo::open(self, None, watch).map(|opened| Reply::Opened(Box::new(opened))),
            Request::Board(round) => Ok(Reply::Board(Box::new(self.board(&round)?))),
            Request::Dossier(round, applicant) => Ok(Reply::Dossier(Box::new(self.view(&round, &applicant)?))),
            Request::History(scope) => Ok(Reply::History(self.history(&scope)?)),
            Request::Matrix(round) => Ok(Reply::Matrix(Box::new(self.matrix(&round)?))),
            Request::Criterion(round, criterion) => Ok(Reply::Criterion(Box::new(self.criterion(&round, &criterion)?))),
            Request::Flags(round) => Ok(Reply::Flags(self.flagged(&round)?)),
            Request::Overview(round, beside) => self
                .overview(&round, beside.as_ref())
                .map(|found| Reply::Overview(Box::new(found))),
            Request::Journal(scope) => self.journal(&scope).map(|entries| Reply::Journal(scope, entries)),
            Request::Closing(round, applicant) => Ok(Reply::Closing(Box::new(closing::of(self, &round, &applicant)?))),
            Request::TakeBack(event) => self.take_back(&event).map(|saved| Reply::Saved(Box::new(saved))),
            Request::Act(act) => self.act(*act).map(|saved| Reply::Saved(Box::new(saved))),
            Request::Undo(round, applicant) => self.undo(&round, applicant).map(|saved| Reply::Saved(Box::new(saved))),
            Request::Redo(round, applicant) => self.redo(&round, applicant).map(|saved| Reply::Saved(Box::new(saved))),
            Request::Load(path, wanted) => {
                let (opened, report) = import::load(self, &path, *wanted, watch)?;
                Ok(Reply::Loaded(Box::new(opened), Box::new(report)))
            }
            Request::Preview(workspace, wanted) => preview::run(self, workspace.as_deref(), &wanted, watch)
                .map(|preview| Reply::Preview(Box::new(preview))),
            Request::Narratives(round, applicant) => {
                Ok(Reply::Narratives(applicant, self.store()?.narratives(&round)?))
            }
            Request::Submissions(round, applicant) => {
                preview::submissions(self, &round, &applicant).map(Reply::Submissions)
            }
            Request::Findings(wanted) => {
                let written = findings::write(self, &wanted)?.into_iter();
                let found = written.map(|path| std::path::absolute(&path).unwrap_or(path));
                Ok(Reply::Exported(found.collect()))
            }
            Request::Place(folder) => {
                places::look(&folder, places::Wanted::Dossiers).map(|place| Reply::Place(Box::new(place)))
            }
            Request::Seek(folder, wanted) => places::look(&folder, wanted).map(|place| Reply::Place(Box::new(place))),
            Request::Print(what) => print::run(self, &what).map(|printing| Reply::Printed(Box::new(printing))),
            Request::OpenWith(path) => opening::open(self, &path).map(|()| Reply::Opening(path)),
            Request::Keys(wanted) => {
                let keys = match &wanted.key {
                    sign::KeyPlace::Token { module, .. } => sign::keys(module)?,
                    sign::KeyPlace::File(_) => Vec::new(),
                };
                Ok(Reply::Keys(wanted, keys))
            }
            Request::Sign(wanted, secret) => sign::with_secret(self, &wanted, &secret, watch).map(Reply::Signed),
            Request::Verify(paths, authorities) => {
                let report = verify::report(self, paths, &authorities, watch)?;
                Ok(Reply::Verified(Box::new(report)))
            }
            Request::Import(wanted) => {
                import::run(self, &wanted, watch).map(|report| Reply::Imported(Box::new(report)))
            }
            Request::Targets(round, path) => {
                let read = targets::read(&path, &self.round(&round)?.framework)?;
                self.act(targets::act(read, &round))
                    .map(|saved| Reply::Saved(Box::new(saved)))
            }
            Request::Export(wanted) => {
                // A member must find the files, wherever the program was started.
                let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
                match export::run(self, &wanted, watch) {
                    Ok(mut written) => {
                        written.files = written.files.into_iter().map(absolute).collect();
                        Ok(Reply::Written(written))
                    }
                    Err(TaskError::Existing(paths)) => Ok(Reply::Existing(paths.into_iter().map(absolute).collect())),
                    Err(fault) => Err(fault),
                }
            }
            Request::Evidence(round, applicant) => Ok(Reply::Evidence(Box::new(self.evidence(&round, &applicant)?))),
            Request::Look(round, applicant, path) => Ok(Reply::Look(Box::new(self.look(&round, &applicant, &path)?))),
            Request::Pages(round, applicant, paths) => {
                let pages = self.pages(&round, &applicant, paths)?;
                Ok(Reply::Pages(applicant, pages))
            }
            Request::OpenFile(round, applicant, path) => {
                let state = self.open_file(&round, &applicant, &path)?;
                Ok(Reply::FileOpened(path, state))
            }
            Request::Frameworks => Ok(Reply::Frameworks(self.library.list(), self.library.profiles())),
            Request::Folders(begun) => Ok(Reply::Folders(super::folders::folders(&begun))),
            Request::Rounds => Ok(Reply::Rounds(self.heads()?)),
            Request::Notes(round, words) => {
                let found = self.notes_with(&round, &words)?;
                Ok(Reply::Notes(round, found))
            }
            Request::Setup(round) => Ok(Reply::Setup(Box::new(self.setup(round.as_ref())?))),
            Request::Keep(mut settings) => {
                // Which workspace was open last is known here alone: whoever asks knows it from the start only.
                settings.last.clone_from(&self.settings.last);
                if let Some(folder) = &self.settings_folder {
                    settings.keep(folder)?;
                }
                self.take_over(settings);
                Ok(Reply::SettingsKept)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::tasks::Settings;
    use crate::text::{Lang, Locale};

    #[test]
    fn settings_that_are_kept_leave_the_workspace_opened_last_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("a.thamdinh"), folder.path().join("b.thamdinh"));
        let kept = Some(folder.path().to_path_buf());
        let locale = Arc::new(Locale::new(Lang::Vi));
        let mut desk = Desk::new(Settings::default(), kept, locale, || {
            "2023-11-20T08:00:00+07:00".to_owned()
        });
        let mut run = |request| desk.run(request, &mut |_| true).unwrap();
        run(Request::Open(first.clone()));
        run(Request::Open(second.clone()));
        // What a screen knows of the settings is older.
        run(Request::Keep(Settings {
            theme: "bright".to_owned(),
            last: Some(first),
            ..Settings::default()
        }));
        let read = Settings::read(folder.path()).unwrap();
        assert_eq!((read.theme.as_str(), &read.last), ("bright", &Some(second.clone())));
        assert_eq!(desk.settings.last, Some(second));
    }
}
