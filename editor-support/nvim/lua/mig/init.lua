-- The language server of mig for Neovim 0.7 and newer, without any plugin:
--
--   require('mig').setup()
--   require('mig').setup({ cmd = { '/opt/mig/mig', 'lsp' }, format_on_save = true })
local M = {}

--- @class MigOptions
--- @field cmd? string[] what starts the server
--- @field root_markers? string[] what the folder of a project holds
--- @field format_on_save? boolean whether a file is formatted before it is written
--- @field on_attach? fun(client: table, buffer: integer) called for each file
--- @field capabilities? table what the client can do, such as that of a plugin for completion
local defaults = {
  cmd = { 'mig', 'lsp' },
  root_markers = { 'mig.toml', '.git' },
  format_on_save = false,
}

--- The ids of the clients of Neovim 0.7 by their folders.
local clients = {}

--- The nearest folder above a file that holds one of the markers, or else that of the file.
local function root_of(file, markers)
  local start = vim.fn.fnamemodify(file, ':p:h')
  for _, marker in ipairs(markers) do
    local folder = start
    while true do
      if vim.loop.fs_stat(folder .. '/' .. marker) then
        return folder
      end
      local parent = vim.fn.fnamemodify(folder, ':h')
      if parent == folder then
        break
      end
      folder = parent
    end
  end
  return start
end

--- Formats a buffer and waits for it.
function M.format(buffer)
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ bufnr = buffer, name = 'mig', timeout_ms = 5000 })
  else
    vim.lsp.buf.formatting_sync(nil, 5000)
  end
end

local function attached(options)
  return function(client, buffer)
    vim.api.nvim_buf_set_option(buffer, 'omnifunc', 'v:lua.vim.lsp.omnifunc')
    if options.format_on_save then
      vim.api.nvim_create_autocmd('BufWritePre', {
        buffer = buffer,
        callback = function()
          M.format(buffer)
        end,
      })
    end
    if options.on_attach then
      options.on_attach(client, buffer)
    end
  end
end

local function start(buffer, options)
  local file = vim.api.nvim_buf_get_name(buffer)
  local root = root_of(file, options.root_markers)
  local config = {
    name = 'mig',
    cmd = options.cmd,
    root_dir = root,
    capabilities = options.capabilities,
    on_attach = attached(options),
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local id = clients[root]
  if id == nil or vim.lsp.get_client_by_id(id) == nil then
    config.on_exit = function()
      clients[root] = nil
    end
    id = vim.lsp.start_client(config)
    clients[root] = id
  end
  if id ~= nil then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

--- Starts the server for every mig file that is opened from now on.
--- @param given? MigOptions
function M.setup(given)
  local options = vim.tbl_extend('force', defaults, given or {})
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config('mig', {
      cmd = options.cmd,
      root_markers = options.root_markers,
      capabilities = options.capabilities,
      on_attach = attached(options),
    })
    vim.lsp.enable('mig')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'mig',
    group = vim.api.nvim_create_augroup('mig_lsp', {}),
    callback = function(event)
      if vim.fn.executable(options.cmd[1]) == 0 then
        vim.notify_once("mig: the program '" .. options.cmd[1] .. "' is not found", vim.log.levels.WARN)
        return
      end
      start(event and event.buf or vim.api.nvim_get_current_buf(), options)
    end,
  })
end

return M
