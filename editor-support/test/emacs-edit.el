;;; emacs-edit.el --- edits a mig file  -*- lexical-binding: t; -*-

;; Indents $MIG_TEST_FILE, comments out its sixth line and saves it.

(find-file (getenv "MIG_TEST_FILE"))
(indent-region (point-min) (point-max))
(goto-char (point-min))
(forward-line 5)
(comment-region (line-beginning-position) (line-end-position))
(save-buffer)
